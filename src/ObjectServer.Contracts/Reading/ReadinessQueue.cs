using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ObjectServer.Reading;

/// <summary>
/// The system's queue of sockets that have something to read: epoll, of Linux. A socket comes up when something arrives, once, and not again for what has been
/// left unread. Calls may overlap.
/// </summary>
internal static unsafe partial class ReadinessQueue
{
    private const int CloseOnExec = 0x80000;
    private const int Interrupted = 4;

    private const int OperationAdd = 1;
    private const int OperationRemove = 2;

    // Something to read; the peer has shut its side down; and each change once.
    private const uint Readable = 0x1;
    private const uint PeerClosed = 0x2000;
    private const uint EdgeTriggered = 1u << 31;

    // What is asked for, and behind it the number by which the socket is known: without a gap on x64 only.
    private const int EventBytes = 16;

    private static readonly int NumberOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    /// <summary>A queue; null where there is none.</summary>
    public static SafeFileHandle? TryCreate()
    {
        if (!OperatingSystem.IsLinux()) return null;
        int queue = Create(CloseOnExec);
        return queue < 0 ? null : new SafeFileHandle(queue, ownsHandle: true);
    }

    /// <summary>Puts a socket in. False when the system refuses.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="socket">The socket.</param>
    /// <param name="number">By which <see cref="TryTake"/> tells it.</param>
    public static bool TryAdd(SafeFileHandle queue, SafeHandle socket, long number) => TryControl(queue, OperationAdd, socket, number);

    /// <summary>Takes a socket out.</summary>
    public static void Remove(SafeFileHandle queue, SafeHandle socket) => TryControl(queue, OperationRemove, socket, number: 0);

    /// <summary>Takes the socket that comes up next. False when there is none yet, or the wait was interrupted.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="wait">Until there is one.</param>
    /// <param name="number">Of the socket.</param>
    /// <param name="ended">The peer sends nothing more, or the connection is gone.</param>
    public static bool TryTake(SafeFileHandle queue, bool wait, out long number, out bool ended)
    {
        byte* ready = stackalloc byte[EventBytes];
        int count = Wait(queue, ready, most: 1, milliseconds: wait ? -1 : 0);
        if (count < 0 && Marshal.GetLastPInvokeError() is var error and not Interrupted)
        {
            throw new InvalidOperationException($"Sockets cannot be waited for: {Marshal.GetPInvokeErrorMessage(error)}.");
        }

        number = count == 1 ? *(long*)(ready + NumberOffset) : 0;
        ended = count == 1 && (*(uint*)ready & ~Readable) != 0;
        return count == 1;
    }

    private static bool TryControl(SafeFileHandle queue, int operation, SafeHandle socket, long number)
    {
        byte* wanted = stackalloc byte[EventBytes];
        *(uint*)wanted = Readable | PeerClosed | EdgeTriggered;
        *(long*)(wanted + NumberOffset) = number;
        try
        {
            return Control(queue, operation, socket, wanted) == 0;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1")]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl")]
    private static partial int Control(SafeFileHandle queue, int operation, SafeHandle socket, byte* wanted);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int Wait(SafeFileHandle queue, byte* ready, int most, int milliseconds);
}
