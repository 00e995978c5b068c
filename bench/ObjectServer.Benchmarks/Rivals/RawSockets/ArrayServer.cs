using System.Net.Sockets;

namespace ObjectServer.Benchmarks.Rivals.RawSockets;

/// <summary>Arrays there and back by a socket and nothing else, a thread for each connection: what nothing can be faster than.</summary>
internal static class ArrayServer
{
    /// <summary>Until the standard input closes.</summary>
    public static Task ServeAsync(string path) => RawListener.ServeAsync(path, Start, Start);

    private static void Start(Socket socket) => RawListener.StartThread(socket, Serve);

    // A request says how many elements it wants, and brings an array; the answer says how many there were, and brings those that were wanted.
    private static void Serve(Socket socket)
    {
        using (socket)
        {
            double[] kept = [];
            byte[] wanted = new byte[sizeof(int)];
            while (RawConnection.Receive(socket, wanted))
            {
                int length = BitConverter.ToInt32(wanted);
                if (kept.Length != length) kept = new double[length];
                double[] received = RawArrays.Receive(socket);
                socket.Send(BitConverter.GetBytes(received.Length));
                RawArrays.Send(socket, kept);
            }
        }
    }
}
