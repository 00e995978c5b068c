using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ObjectServer.Testing;

namespace ObjectServer.Packaging.Tests.Containers;

/// <summary>
/// The server as its image runs it, without a container: the published output, the image's entry point and environment and that of the compose
/// file, as a user who owns none of it. Where the tests do not run as root it is their own user, from whom what is published is closed.
/// </summary>
internal sealed class ContainedServer : IAsyncDisposable
{
    private const string ReadyLine = "objectserver ready:";

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
    private static readonly bool IsRoot = Environment.UserName == "root";

    private readonly ImageText _image;
    private readonly string _root = Directory.CreateTempSubdirectory("objectserver-image-").FullName;
    private readonly Dictionary<string, string> _environment = [];
    private readonly string _user;
    private Process? _process;

    private ContainedServer(ImageText image)
    {
        _image = image;
        _user = image.User.Split(':')[0];
    }

    /// <summary>Where it listens.</summary>
    public string Address => _environment["OBJECTSERVER_URL"];

    /// <summary>The file with its key.</summary>
    public string KeyFile => Path.Combine(_root, "secret", "key");

    /// <summary>What it is published into: the image's working directory.</summary>
    public string Published => Path.Combine(_root, "app");

    /// <summary>The sample, which stands for whatever objects an image is given.</summary>
    public string MonteCarlo => Path.Combine(_root, "objects", "MonteCarlo.dll");

    /// <summary>Publishes and configures it.</summary>
    /// <param name="image">The stage.</param>
    /// <param name="service">Names and values that the compose file sets.</param>
    public static async Task<ContainedServer> PrepareAsync(ImageText image, IEnumerable<(string Name, string Value)> service)
    {
        var server = new ContainedServer(image);
        await Built.DotnetAsync("publish", Repository.File("src", "ObjectServer"), "--no-build", "--configuration", Built.Configuration, "--output", server.Published);
        await DoAsync("cp", "-R", Built.MonteCarlo, Path.GetDirectoryName(server.MonteCarlo)!);
        foreach ((string name, string value) in image.Environment.Concat(service)) server._environment[name] = value;
        server._environment["OBJECTSERVER_URL"] = $"http://127.0.0.1:{FreePort()}";
        server._environment["OBJECTSERVER_AUTH_KEY_FILE"] = server.KeyFile;
        server._environment["OBJECTSERVER_LOAD"] = server.MonteCarlo;
        server._environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(server._root, "tmp")).FullName;
        Directory.CreateDirectory(Path.GetDirectoryName(server.KeyFile)!);
        await File.WriteAllTextAsync(server.KeyFile, "the key of a test\n");
        await server.CloseAsync();
        return server;
    }

    /// <summary>Starts it; completes when it listens.</summary>
    public async Task StartAsync()
    {
        _process = Start(_image.EntryPoint);
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Guard);
        if (line?.StartsWith(ReadyLine, StringComparison.Ordinal) != true) Assert.Fail($"{line}\n{await _process.StandardError.ReadToEndAsync().WaitAsync(Guard)}");

        // What it says later must not fill a pipe that nobody reads.
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
    }

    /// <summary>Stops it as a container engine does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        ExternalProgram.Result sent = await ExternalProgram.RunAsync("kill", "-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture));
        Assert.True(sent.ExitCode == 0, sent.ToString());
        await _process.WaitForExitAsync().WaitAsync(Guard);
        return _process.ExitCode;
    }

    /// <summary>Runs what the image says about its health.</summary>
    public Task<(int ExitCode, string Output)> CheckHealthAsync() => RunAsync(_image.HealthCheck);

    /// <summary>Runs a program as the server runs: same user, same environment, same folder.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] words)
    {
        using Process process = Start(words);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Guard);
        await process.WaitForExitAsync().WaitAsync(Guard);
        return (process.ExitCode, output + await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync().WaitAsync(Guard);
        }

        _process?.Dispose();
        await ExternalProgram.RunAsync("chmod", "-R", "u+w", _root);
        Directory.Delete(_root, recursive: true);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task CloseAsync()
    {
        await DoAsync("chmod", "755", _root);
        await DoAsync("chmod", "-R", "a+rX,a-w", Published, Path.GetDirectoryName(MonteCarlo)!);
        if (IsRoot) await DoAsync("chown", "-R", _user, Path.Combine(_root, "tmp"), Path.GetDirectoryName(KeyFile)!);
        await DoAsync("chmod", "600", KeyFile);
    }

    private static async Task DoAsync(string program, params string[] arguments)
    {
        ExternalProgram.Result result = await ExternalProgram.RunAsync(program, arguments);
        Assert.True(result.ExitCode == 0, $"{program}: {result}");
    }

    private Process Start(string[] words)
    {
        string[] asUser = IsRoot ? ["setpriv", $"--reuid={_user}", $"--regid={_user}", "--clear-groups", "--no-new-privs", .. words] : words;
        var start = new ProcessStartInfo(asUser[0], asUser[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Published };
        start.Environment.Clear();
        foreach ((string name, string value) in _environment) start.Environment[name] = value;

        // Where dotnet is, as the image has it.
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } root) start.Environment["DOTNET_ROOT"] = root;
        return Process.Start(start)!;
    }
}
