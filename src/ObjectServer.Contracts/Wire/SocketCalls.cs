using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ObjectServer.Wire;

/// <summary>
/// Sends and receives without waiting on a socket whose reader waits in the kernel. Such a socket must stay a blocking one: that a single
/// call may not block is a flag of the call, which <see cref="Socket"/> does not offer.
/// </summary>
internal static partial class SocketCalls
{
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int Interrupted = 4;
    private const int MostBytesElsewhere = 16 * 1024;

    // MSG_DONTWAIT, and on Linux MSG_NOSIGNAL.
    private static readonly int Flags = OperatingSystem.IsLinux() ? 0x4040 : 0x80;

    private static readonly int WouldBlock = OperatingSystem.IsLinux() ? WouldBlockLinux : WouldBlockMac;

    /// <summary>Whether <see cref="TryReceive"/> can tell.</summary>
    public static bool CanTryReceive => !OperatingSystem.IsWindows();

    /// <summary>Receives what is there. False when nothing is yet; 0 bytes are the peer's end. Every failure counts as nothing.</summary>
    public static unsafe bool TryReceive(Socket socket, Span<byte> room, out int count)
    {
        fixed (byte* start = room) count = (int)Receive(socket.SafeHandle, start, room.Length, Flags);
        return count >= 0;
    }

    /// <summary>Sends as much as the socket takes at once, and returns how much that was.</summary>
    /// <exception cref="IOException">The peer is gone.</exception>
    public static int Send(Socket socket, ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows()) return SendWhenWritable(socket, bytes);
        int sent = 0;
        while (sent < bytes.Length)
        {
            nint count = SendNative(socket.SafeHandle, bytes[sent..], Flags);
            if (count >= 0)
            {
                sent += (int)count;
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == Interrupted) continue;
            if (error == WouldBlock) break;
            throw new IOException($"The socket cannot be sent to: {Marshal.GetPInvokeErrorMessage(error)}.");
        }

        return sent;
    }

    // A writable socket takes at least this much without waiting.
    private static int SendWhenWritable(Socket socket, ReadOnlySpan<byte> bytes)
    {
        int sent = 0;
        while (sent < bytes.Length && socket.Poll(0, SelectMode.SelectWrite))
        {
            int count = socket.Send(bytes.Slice(sent, Math.Min(bytes.Length - sent, MostBytesElsewhere)), SocketFlags.None, out SocketError error);
            if (error != SocketError.Success) throw new IOException($"The socket cannot be sent to: {error}.");
            sent += count;
        }

        return sent;
    }

    private static unsafe nint SendNative(SafeSocketHandle socket, ReadOnlySpan<byte> bytes, int flags)
    {
        fixed (byte* start = bytes) return Send(socket, start, bytes.Length, flags);
    }

    [LibraryImport("libc", EntryPoint = "recv")]
    private static unsafe partial nint Receive(SafeSocketHandle socket, byte* room, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static unsafe partial nint Send(SafeSocketHandle socket, byte* bytes, nint length, int flags);
}
