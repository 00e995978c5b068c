using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ObjectServer.Serving;

/// <summary>The program's log: lines on the standard error, or what a <c>Serilog</c> section of the settings file says.</summary>
internal static class ServerLogging
{
    private const string Section = "Serilog";
    private const string Line = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>Creates the log.</summary>
    public static Logger Create(ServerSettings settings, IConfiguration? file)
    {
        var log = new LoggerConfiguration();
        ApplyLevels(log, settings.LogLevel);
        bool configured = file?.GetSection(Section).Exists() == true;
        if (configured)
        {
            log.ReadFrom.Configuration(file!);
            if (settings.LogLevelGiven) ApplyLevels(log, settings.LogLevel);
        }

        if (!configured || !file!.GetSection(Section).GetSection("WriteTo").Exists())
            log.WriteTo.Console(LogEventLevel.Verbose, Line, CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose);
        return log.CreateLogger();
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
