using System.Net.Sockets;

namespace ObjectServer.Benchmarks.Rivals.RawSockets;

/// <summary>
/// Answers so many bytes by so many, and does nothing else: on TCP without threads that wait, on the Unix socket with a thread for each
/// connection. What a framework takes longer is its own.
/// </summary>
internal static class EchoServer
{
    /// <summary>Until the standard input closes.</summary>
    public static Task ServeAsync(string path) =>
        RawListener.ServeAsync(path, StartAsync, static socket => RawListener.StartThread(socket, Serve));

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
