using System.Globalization;

namespace ObjectServer.Client.Local;

/// <summary>The command line of a server of one's own.</summary>
internal static class ServerArguments
{
    private const string DrainFlag = "--drain-seconds";
    private const string ShutdownFlag = "--allow-shutdown";

    /// <summary>What the program is told.</summary>
    public static IReadOnlyList<string> Of(LocalServerOptions options, ServerPlace place)
    {
        List<string> arguments = ["--parent-pipe", "--parent-key"];
        if (place.HasOwnFolder) arguments.Add("--own-folder");

        if (place.SocketPath is { } socket) arguments.AddRange(["--no-tcp", "--socket", socket]);
        if (place.Url is { } url) arguments.AddRange(["--no-socket", "--url", url]);
        foreach (string assembly in options.Assemblies) arguments.AddRange(["--load", Path.GetFullPath(assembly)]);
        if (options.Initializer is { } initializer)
        {
            arguments.AddRange(["--initializer", initializer.Assembly.Location, "--initializer-type", initializer.FullName!]);
            arguments.AddRange(options.InitializerArguments.Select(argument => $"--initializer-argument={argument}"));
        }

        // Only this user can reach the socket; an address by TCP is open to all users of the machine.
        if (place.SocketPath is not null && !options.Arguments.Contains(ShutdownFlag)) arguments.Add(ShutdownFlag);
        if (!options.Arguments.Contains(DrainFlag))
            arguments.AddRange([DrainFlag, (options.StopTimeout / 2).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)]);
        arguments.AddRange(options.Arguments);
        return arguments;
    }
}
