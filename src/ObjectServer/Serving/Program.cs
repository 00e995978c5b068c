using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ObjectServer.Client.Local;
using ObjectServer.Objects;
using ObjectServer.Serving.Export;
using ObjectServer.Serving.Health;

namespace ObjectServer.Serving;

/// <summary>The program: reads its settings, loads what it shares, serves until it is told to stop, and drains.</summary>
internal static class Program
{
    /// <summary>How the line on the standard output begins that says where the server listens.</summary>
    public const string ReadyLine = "objectserver ready:";

    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            var line = new ServerCommandLine(arguments);
            if (line.TryShow(out int exitCode)) return exitCode;
            if (line.IsHealthCheck) return await HealthCheck.RunAsync(line);
            using var stop = new StopSignals(line.ParentPipe);
            ParentPipe? parent = line.ParentPipe ? ParentPipe.Watch(stop.Request, line.ParentKey) : null;
            string? key = line.ParentKey && parent is not null ? await parent.KeyAsync(stop.Requested) : null;

            // Without the key that it was to have, the server would let everybody in.
            if (!line.ParentKey || key is not null) await ServeAsync(line, parent, key, stop.Requested);
            return ExitCodes.Done;
        }
        catch (StartException e)
        {
            foreach (string fault in e.Faults) await Console.Error.WriteLineAsync($"objectserver: {fault}");
            return e.ExitCode;
        }
        catch (InitializerFailedException e)
        {
            await Console.Error.WriteLineAsync($"objectserver: {e.Message}");
            return ExitCodes.InitializerFailed;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"objectserver: {e}");
            return ExitCodes.Unexpected;
        }
    }

    private static async Task ServeAsync(ServerCommandLine line, ParentPipe? parent, string? key, CancellationToken stop)
    {
        if (line.Faults.Count > 0) throw new StartException(ExitCodes.BadSettings, line.Faults);

        // The working directory of a server that belongs to another program is that program's, and so is the file in it.
        SettingsFile file = SettingsFile.Read(line.Config, ownFile: parent is null);
        ServerSettings settings = ServerSettings.Read(new SettingReader(line, file), key);
        if (parent is not null) parent.Patience = ServerApplication.ShutdownLimit(settings);
        var output = new StandardOutput();

        // Before anything is measured, and until nothing is any more.
        using IDisposable? export = settings.Otlp is { } otlp ? OtlpExport.Start(otlp) : null;
        try
        {
            // Reading contracts and putting the application together take as long as each other, most of it compiling, and each has a core.
            Task<LoadedCode> loading = Task.Run(() => LoadedCode.Load(settings), CancellationToken.None);
            await using WebApplication app = await ServerApplication.BuildAsync(settings, file, loading, output);
            Type? initializer = (await loading).Initializer;
            if (initializer is not null) await InitializeAsync(app, initializer, settings, parent is null ? null : output, stop);
            output.MayBeInsideLine = initializer is not null;
            await RunAsync(app, settings, output, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop before it was ready.
        }
        finally
        {
            if (line.OwnsFolder && settings.Socket is { } socket) SocketFile.RemoveFolder(socket);
        }
    }

    private static async Task InitializeAsync(
        WebApplication app, Type initializer, ServerSettings settings, StandardOutput? toParent, CancellationToken stop)
    {
        try
        {
            await Initialization.RunAsync(initializer, app.Services.GetRequiredService<ObjectHost>(), settings.Initializer!.Arguments, stop);
        }
        catch (InitializerFailedException e) when (toParent is not null)
        {
            // Told before anything is disposed of, which may take its time.
            toParent.MayBeInsideLine = true;
            toParent.WriteLine(StartFailure.Write(e.InnerException!, settings.Options.IncludeRemoteStack ?? true));
            throw;
        }
    }

    private static async Task RunAsync(WebApplication app, ServerSettings settings, StandardOutput output, CancellationToken stop)
    {
        await StartAsync(app, stop);
        IEnumerable<string> addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Where(address => !address.StartsWith("http://unix:", StringComparison.Ordinal));
        if (settings.Socket is { } socket) addresses = addresses.Append($"unix:{socket}");
        output.WriteLine($"{ReadyLine} {string.Join(' ', addresses)}");
        if (settings.Dashboard is not null) ProgramDashboard.Say(app.Services, output);
        await app.WaitForShutdownAsync(stop);
    }

    private static async Task StartAsync(WebApplication app, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartException(ExitCodes.AddressInUse, e.Message);
        }
        catch (SocketException e)
        {
            throw new StartException(ExitCodes.BadSettings, $"An address to listen on cannot be taken: {e.Message}");
        }
    }
}
