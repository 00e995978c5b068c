using System.Net;
using System.Net.Sockets;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Rivals.RawSockets;

/// <summary>
/// Answers so many bytes by so many, and does nothing else: on TCP without threads that wait, on the Unix socket with a thread for each
/// connection. What a framework takes longer is its own.
/// </summary>
internal static class EchoServer
{
    /// <summary>Until the standard input closes.</summary>
    public static async Task ServeAsync(string path)
    {
        using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        tcp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        tcp.Listen();
        using var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        unix.Bind(new UnixDomainSocketEndPoint(path));
        unix.Listen();
        Task accepting = Task.WhenAny(AcceptAsync(tcp, StartAsync), AcceptAsync(unix, StartThread)).Unwrap();
        await Console.Out.WriteLineAsync($"{ServedProcess.Ready}http://{tcp.LocalEndPoint} unix:{path}");
        await Task.WhenAny(accepting, Console.In.ReadToEndAsync()).Unwrap();
    }

    private static async Task AcceptAsync(Socket listener, Action<Socket> serve)
    {
        while (true) serve(await listener.AcceptAsync());
    }

    private static void StartThread(Socket socket) => new Thread(() => Serve(socket)) { IsBackground = true }.Start();

    private static void StartAsync(Socket socket) => _ = Task.Run(() => ServeAsync(socket));

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            byte[] sizes = new byte[EchoSizes.Length];
            if (!RawConnection.Receive(socket, sizes)) return;
            byte[] request = new byte[EchoSizes.From(sizes).Request];
            byte[] reply = new byte[EchoSizes.From(sizes).Reply];
            while (RawConnection.Receive(socket, request)) socket.Send(reply);
        }
    }

    private static async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            byte[] sizes = new byte[EchoSizes.Length];
            if (!await RawConnection.ReceiveAsync(socket, sizes)) return;
            byte[] request = new byte[EchoSizes.From(sizes).Request];
            byte[] reply = new byte[EchoSizes.From(sizes).Reply];
            while (await RawConnection.ReceiveAsync(socket, request)) await socket.SendAsync(reply);
        }
    }
}
