using System.Net.Sockets;
using ObjectServer.Benchmarks.Lanes;
using ObjectServer.Dispatch;

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

    /// <summary>The same, beside threads like those of a CPU lane, one for each core, that compute all the time.</summary>
    public static async Task ServeBusyAsync(string path)
    {
        using var lane = new CpuLane(0);
        using var stop = new CancellationTokenSource();
        for (int thread = 0; thread < lane.Threads; thread++) lane.Post(_ => new Spinner().SpinAsync(stop.Token), null);
        while (lane.Running < lane.Threads) await Task.Yield();
        await ServeAsync(path);
        await stop.CancelAsync();
    }

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
