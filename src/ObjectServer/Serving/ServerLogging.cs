using System.Globalization;
using ObjectServer.Serving.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ObjectServer.Serving;

/// <summary>The program's log: lines on the standard error, or what a <c>Serilog</c> section of the settings file says.</summary>
internal static class ServerLogging
{
    private const string Section = "Serilog";
    private const string Line = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {Message:lj}{Trace:l}{NewLine}{Exception}";

    /// <summary>Creates the log.</summary>
    /// <exception cref="StartException">The section cannot be used.</exception>
    public static Logger Create(ServerSettings settings, SettingsFile file)
    {
        IConfigurationSection? section = file.Content?.GetSection(Section);
        bool configured = section?.Exists() == true;
        var repeated = new RepeatedLines(TimeProvider.System);
        LoggerConfiguration log = new LoggerConfiguration().WriteTo.Sink(repeated);
        ApplyLevels(log, settings.LogLevel);
        if (configured)
        {
            ApplySection(log, file);
            if (settings.LogLevelGiven) ApplyLevels(log, settings.LogLevel);
        }

        if (!configured || !section!.GetSection("WriteTo").Exists())
            log.WriteTo.Console(LogEventLevel.Verbose, Line, CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose);
        Logger created = log.Enrich.With<TraceEnricher>().Filter.With(new LoggedLines()).Filter.With(repeated).CreateLogger();
        repeated.TellTo(created);
        return created;
    }

    private static void ApplySection(LoggerConfiguration log, SettingsFile file)
    {
        try
        {
            log.ReadFrom.Configuration(file.Content!);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IOException)
        {
            throw new StartException(ExitCodes.BadSettings, $"{file.Name}, {Section}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static void ApplyLevels(LoggerConfiguration log, LogLevel level)
    {
        LogEventLevel least = level switch
        {
            LogLevel.Trace => LogEventLevel.Verbose,
            LogLevel.Debug => LogEventLevel.Debug,
            LogLevel.Information => LogEventLevel.Information,
            LogLevel.Warning => LogEventLevel.Warning,
            LogLevel.Error => LogEventLevel.Error,
            LogLevel.Critical => LogEventLevel.Fatal,
            _ => LogEventLevel.Fatal + 1,
        };
        log.MinimumLevel.Is(least);

        // The framework's daily business is of interest to whoever looks for a fault in it, and so is asked for.
        LogEventLevel framework = least is LogEventLevel.Information ? LogEventLevel.Warning : least;
        log.MinimumLevel.Override("Microsoft", framework).MinimumLevel.Override("Grpc", framework);

        // It repeats, with a stack trace, what the program says in one line.
        log.MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal + 1);
    }
}
