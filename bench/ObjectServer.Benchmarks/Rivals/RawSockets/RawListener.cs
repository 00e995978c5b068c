using System.Net;
using System.Net.Sockets;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Rivals.RawSockets;

/// <summary>Listens on a free TCP port and on a Unix socket, until the standard input closes.</summary>
internal static class RawListener
{
    /// <summary>Hands each connection on.</summary>
    /// <param name="path">The Unix socket's.</param>
    /// <param name="serveTcp">Takes a connection by TCP, and does not wait.</param>
    /// <param name="serveUnix">Takes one by the Unix socket.</param>
    public static async Task ServeAsync(string path, Action<Socket> serveTcp, Action<Socket> serveUnix)
    {
        using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        tcp.Listen();
        using var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        unix.Bind(new UnixDomainSocketEndPoint(path));
        unix.Listen();
        Task accepting = Task.WhenAny(AcceptAsync(tcp, serveTcp), AcceptAsync(unix, serveUnix)).Unwrap();
        await Console.Out.WriteLineAsync($"{ServedProcess.Ready}http://{tcp.LocalEndPoint} unix:{path}");
        await Task.WhenAny(accepting, Console.In.ReadToEndAsync()).Unwrap();
    }

    /// <summary>Starts a thread for a connection, which it waits on.</summary>
    public static void StartThread(Socket socket, Action<Socket> serve) => new Thread(() => serve(socket)) { IsBackground = true }.Start();

    private static async Task AcceptAsync(Socket listener, Action<Socket> serve)
    {
        while (true) serve(await listener.AcceptAsync());
    }
}
