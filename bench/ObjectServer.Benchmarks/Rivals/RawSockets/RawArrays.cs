using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ObjectServer.Benchmarks.Rivals.RawSockets;

/// <summary>Arrays on a socket: the number of elements, then the elements, from and to the array's own memory.</summary>
internal static class RawArrays
{
    /// <summary>Sends one.</summary>
    public static void Send(Socket socket, double[] array)
    {
        socket.Send(BitConverter.GetBytes(array.Length));
        if (array.Length > 0) socket.Send(MemoryMarshal.AsBytes(array.AsSpan()));
    }

    /// <summary>Receives one into a new array, as whoever is called needs it.</summary>
    /// <exception cref="EndOfStreamException">The other side has closed.</exception>
    public static double[] Receive(Socket socket)
    {
        int length = ReceiveLength(socket);
        double[] array = GC.AllocateUninitializedArray<double>(length);
        Fill(socket, MemoryMarshal.AsBytes(array.AsSpan()));
        return array;
    }

    /// <summary>Receives a number of elements.</summary>
    /// <exception cref="EndOfStreamException">The other side has closed.</exception>
    public static int ReceiveLength(Socket socket)
    {
        int length = 0;
        Fill(socket, MemoryMarshal.AsBytes(new Span<int>(ref length)));
        return length;
    }

    private static void Fill(Socket socket, Span<byte> rest)
    {
        while (rest.Length > 0)
        {
            int count = socket.Receive(rest);
            if (count == 0) throw new EndOfStreamException();
            rest = rest[count..];
        }
    }
}
