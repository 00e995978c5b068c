using System.Net;
using System.Net.Sockets;

namespace ObjectServer.IntegrationTests.Delivery.Faults;

/// <summary>
/// Stands between clients and a server and passes on what each connection carries, until it is told, or its plan says, to be a bad link. Calls
/// may overlap.
/// </summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly string _path;
    private readonly EndPoint _server;
    private readonly Func<FaultPlan> _plans;
    private readonly Lock _gate = new();
    private readonly HashSet<FaultyConnection> _connections = [];
    private readonly List<byte[]> _recordings = [];
    private Socket? _listening;
    private EndPoint? _own;
    private Task _accepting = Task.CompletedTask;
    private int _replays;
    private int _refused;
    private volatile bool _refuses;

    private FaultyProxy(EndPoint server, string path, Func<FaultPlan> plans)
    {
        _server = server;
        _path = path;
        _plans = plans;
        Up();
    }

    /// <summary>Where clients reach the server through the proxy.</summary>
    public string Address { get; private set; } = "";

    /// <summary>How many connections have been ended by the proxy.</summary>
    public int Broken { get; private set; }

    /// <summary>How many recorded connections have been played to the server again.</summary>
    public int Replays => Volatile.Read(ref _replays);

    /// <summary>How many connections have been ended at once, before anything was passed on.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>What clients have sent on connections that have ended, those of more than 256 KiB left out.</summary>
    public IReadOnlyList<byte[]> Recordings
    {
        get
        {
            lock (_gate) return [.. _recordings];
        }
    }

    /// <summary>How many connections there are.</summary>
    public int Connections
    {
        get
        {
            lock (_gate) return _connections.Count;
        }
    }

    /// <summary>Starts a proxy of a server.</summary>
    /// <param name="address">The server's address.</param>
    /// <param name="plans">What each connection will suffer; null for nothing.</param>
    public static FaultyProxy Start(string address, Func<FaultPlan>? plans = null)
    {
        plans ??= static () => FaultPlan.None;
        int socket = address.IndexOf("unix:", StringComparison.Ordinal);
        if (socket < 0) return new FaultyProxy(new IPEndPoint(IPAddress.Loopback, new Uri(address).Port), "", plans) { Scheme = new Uri(address).Scheme + "://" }.Named();
        string path = address[(socket + 5)..];
        return new FaultyProxy(new UnixDomainSocketEndPoint(path), path + ".proxy", plans) { Scheme = address[..(socket + 5)] }.Named();
    }

    private string Scheme { get; init; } = "";

    /// <summary>Takes connections again.</summary>
    public void Up()
    {
        if (_path.Length > 0) File.Delete(_path);
        _own ??= _path.Length > 0 ? new UnixDomainSocketEndPoint(_path) : new IPEndPoint(IPAddress.Loopback, 0);
        var listening = new Socket(_own.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        if (_path.Length == 0) listening.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listening.Bind(_own);
        listening.Listen(512);
        _own = _path.Length > 0 ? _own : listening.LocalEndPoint!;
        _listening = listening;
        _accepting = AcceptAsync(listening);
    }

    /// <summary>Ends all connections, and takes no more.</summary>
    public async Task DownAsync()
    {
        _listening?.Dispose();
        _listening = null;
        await _accepting;
        Cut();
    }

    /// <summary>Ends all connections; the next ones are taken.</summary>
    public void Cut()
    {
        foreach (FaultyConnection connection in All()) connection.Cut();
    }

    /// <summary>Ends all connections, and each further one as soon as it comes.</summary>
    public void Refuse()
    {
        _refuses = true;
        Cut();
    }

    /// <summary>Takes connections again behind <see cref="Refuse"/>.</summary>
    public void Admit() => _refuses = false;

    /// <summary>Carries nothing any more on the connections that there are, and does not end them.</summary>
    public void Stall()
    {
        foreach (FaultyConnection connection in All()) connection.Stall();
    }

    /// <summary>Ends all connections towards the server only.</summary>
    public void HalfClose()
    {
        foreach (FaultyConnection connection in All()) connection.HalfClose();
    }

    public async ValueTask DisposeAsync()
    {
        await DownAsync();
        await Task.WhenAll(All().Select(connection => connection.Ended));
        if (_path.Length > 0) File.Delete(_path);
    }

    private FaultyProxy Named()
    {
        Address = _path.Length > 0 ? Scheme + _path : $"{Scheme}127.0.0.1:{((IPEndPoint)_own!).Port}";
        return this;
    }

    private FaultyConnection[] All()
    {
        lock (_gate) return [.. _connections];
    }

    private async Task AcceptAsync(Socket listening)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listening.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = CarryAsync(client);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        if (_refuses)
        {
            client.Dispose();
            Interlocked.Increment(ref _refused);
            return;
        }

        Socket server = await ConnectAsync(client);
        FaultPlan plan = _plans();
        var connection = new FaultyConnection(client, server, plan);
        lock (_gate) _connections.Add(connection);
        await connection.RunAsync();
        byte[] recorded = connection.Recorded;
        byte[]? again = null;
        lock (_gate)
        {
            _connections.Remove(connection);
            if (connection.WasBroken) Broken++;
            if (recorded.Length == 0) return;
            _recordings.Add(recorded);
            if (plan.Replays) again = _recordings[plan.Pick(_recordings.Count)];
        }

        if (again is not null) await ReplayAsync(again);
    }

    private async Task<Socket> ConnectAsync(Socket client)
    {
        // On the thread of a pool, as a Unix socket may have to wait; it must be able to be one that threads wait in.
        var server = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await server.ConnectAsync(_server);
        }
        catch (SocketException)
        {
            client.Dispose();
        }

        return server;
    }

    // What the server answers goes nowhere.
    private async Task ReplayAsync(byte[] recorded)
    {
        using var server = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await server.ConnectAsync(_server);
            await server.SendAsync(recorded);
            server.Shutdown(SocketShutdown.Send);
            byte[] answer = new byte[4096];
            while (await server.ReceiveAsync(answer) > 0)
            {
            }

            Interlocked.Increment(ref _replays);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server broke it off.
            Interlocked.Increment(ref _replays);
        }
    }
}
