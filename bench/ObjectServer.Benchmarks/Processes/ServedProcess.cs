using ObjectServer.Benchmarks.Calls;
using ObjectServer.Client.Local;

namespace ObjectServer.Benchmarks.Processes;

/// <summary>A server in a process of its own, which listens on a TCP port of its choice and on a Unix socket in a folder of its own.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    /// <summary>What the line has in it by which a server says that it listens, before its addresses.</summary>
    public const string Ready = "ready: ";

    /// <summary>What the object server is told so that its clients on this machine do without its socket, as those elsewhere do.</summary>
    public static readonly IReadOnlyList<string> AsFromElsewhere = ["--offer-local-socket", "false"];

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly DirectoryInfo _folder;

    private ServedProcess(ChildProcess process, DirectoryInfo folder, Uri tcp, string socket)
    {
        _process = process;
        _folder = folder;
        Tcp = tcp;
        Socket = socket;
    }

    /// <summary>Where it listens on TCP.</summary>
    public Uri Tcp { get; }

    /// <summary>Path of its Unix socket.</summary>
    public string Socket { get; }

    /// <summary>The address by which a client of it connects, as <see cref="Transport"/> says.</summary>
    /// <param name="transport">What it connects by.</param>
    /// <param name="socketScheme">By which of our links it uses a Unix socket; a rival has one way only.</param>
    public string AddressBy(Transport transport, string socketScheme = "unix") =>
        transport == Transport.Tcp ? Tcp.GetLeftPart(UriPartial.Authority) : $"{socketScheme}:{Socket}";

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="kind">Which server.</param>
    /// <param name="pinning">Which processors it runs on.</param>
    /// <param name="flags">What the object server is told besides; null for nothing.</param>
    public static async Task<ServedProcess> StartAsync(ServerKind kind, Pinning pinning, IReadOnlyList<string>? flags = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bench-");
        string socket = Path.Combine(folder.FullName, "s");
        ChildProcess process = ChildProcess.Start(Pinning.Apply(pinning.Server, Command(kind, socket, flags ?? [])));
        try
        {
            string line = await process.ReadLineAsync(kind == ServerKind.ObjectServer ? $"objectserver {Ready}" : Ready, StartLimit);
            string tcp = line[(line.IndexOf(Ready, StringComparison.Ordinal) + Ready.Length)..].Split(' ')[0];
            return new ServedProcess(process, folder, new Uri(tcp), socket);
        }
        catch
        {
            await process.DisposeAsync();
            Remove(folder);
            throw;
        }
    }

    /// <summary>Ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Remove(_folder);
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The object server takes away the folder of its parent's socket itself.
        }
    }

    // The real program, told as a local server is told, but for the port: both links are measured on one and the same server.
    private static IReadOnlyList<string> Command(ServerKind kind, string socket, IReadOnlyList<string> flags)
    {
        if (kind != ServerKind.ObjectServer) return OwnProgram.Command("serve", $"{kind}", "--socket", socket);
        ServerProgram program = ServerProgram.Find(null);
        string objects = typeof(ICalculator).Assembly.Location;
        return [program.Executable, .. program.FirstArguments, "--parent-pipe", "--load", objects, "--url", "http://127.0.0.1:0", "--socket", socket, .. flags];
    }
}
