using System.Buffers;

namespace ObjectServer.Memory;

/// <summary>
/// Copies between a segment that is used by calls and memory of this process, in pieces of which a few are on their way at a time: so the
/// link is never idle, and what waits in it is bounded.
/// </summary>
internal static class MemoryCopier
{
    /// <summary>The most bytes that one call carries.</summary>
    public const int PieceBytes = 4 * 1024 * 1024;

    private const int Window = 4;

    /// <summary>Copies out of the segment. The target must stay until the task has ended, however it does.</summary>
    public static async Task ReadAsync(MemoryUse use, long position, nint target, long bytes, CancellationToken cancel)
    {
        // A call of the proxy itself finds the object of its name in a server that was started anew, if its client wants that.
        IMemoryTransfer? transfer = use.IsLost ? null : await use.TransferAsync(cancel).ConfigureAwait(false);
        await InPiecesAsync(
            bytes,
            (done, count, stop) => transfer is null
                ? ReadPieceAsync(use.Memory, position + done, target + (nint)done, count, stop)
                : FetchPieceAsync(transfer, position + done, target + (nint)done, count, stop),
            cancel).ConfigureAwait(false);
    }

    /// <summary>Copies into the segment. The source must stay until the task has ended, however it does.</summary>
    public static async Task WriteAsync(MemoryUse use, long position, nint source, long bytes, CancellationToken cancel)
    {
        IMemoryTransfer? transfer = await use.TransferAsync(cancel).ConfigureAwait(false);
        Func<long, ReadOnlyMemory<byte>, CancellationToken, Task> write = transfer is null
            ? use.Memory.WriteAsync
            : (at, piece, stop) => transfer.StoreAsync(at, new PassingBytes(new ReadOnlySequence<byte>(piece)), stop);
        await WriteAsync(write, position, source, bytes, cancel).ConfigureAwait(false);
    }

    /// <summary>Copies into a segment. The source must stay until the task has ended, however it does.</summary>
    /// <param name="write">Writes one piece: where it goes, the piece, and what gives it up.</param>
    /// <param name="position">Where the first byte goes.</param>
    /// <param name="source">Where the bytes are.</param>
    /// <param name="bytes">How many there are.</param>
    /// <param name="cancel">Gives the copying up, which may then be half done.</param>
    public static Task WriteAsync(
        Func<long, ReadOnlyMemory<byte>, CancellationToken, Task> write, long position, nint source, long bytes, CancellationToken cancel) =>
        InPiecesAsync(bytes, (done, count, stop) => write(position + done, Slice(source + (nint)done, count), stop), cancel);

    /// <inheritdoc cref="ReadAsync"/>
    public static void Read(ISharedMemory memory, long position, nint target, long bytes)
    {
        for (long done = 0; done < bytes; done += PieceBytes)
        {
            int count = (int)Math.Min(PieceBytes, bytes - done);
            Take(new ReadOnlySequence<byte>(memory.Read(position + done, count)), target + (nint)done, count);
        }
    }

    /// <summary>Copies into a segment, piece by piece.</summary>
    /// <param name="write">Writes one piece: where it goes, and the piece.</param>
    /// <param name="position">Where the first byte goes.</param>
    /// <param name="source">Where the bytes are.</param>
    /// <param name="bytes">How many there are.</param>
    public static void Write(Action<long, ReadOnlyMemory<byte>> write, long position, nint source, long bytes)
    {
        for (long done = 0; done < bytes; done += PieceBytes)
            write(position + done, Slice(source + (nint)done, (int)Math.Min(PieceBytes, bytes - done)));
    }

    private static unsafe Memory<byte> Slice(nint start, int count) => new NativeSlice<byte>((byte*)start, count).Memory;

    private static async Task ReadPieceAsync(ISharedMemory memory, long position, nint target, int count, CancellationToken cancel) =>
        Take(new ReadOnlySequence<byte>(await memory.ReadAsync(position, count, cancel).ConfigureAwait(false)), target, count);

    private static async Task FetchPieceAsync(IMemoryTransfer transfer, long position, nint target, int count, CancellationToken cancel)
    {
        using PassingBytes piece = await transfer.FetchAsync(position, count, cancel).ConfigureAwait(false);
        Take(piece.Bytes, target, count);
    }

    private static unsafe void Take(in ReadOnlySequence<byte> piece, nint target, int count)
    {
        if (piece.Length != count) throw new ProtocolException($"{count} bytes of shared memory were asked for, and {piece.Length} came.");
        piece.CopyTo(new Span<byte>((void*)target, count));
    }

    private static async Task InPiecesAsync(long bytes, Func<long, int, CancellationToken, Task> copy, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var underWay = new Queue<Task>(Window);
        try
        {
            for (long done = 0; done < bytes; done += PieceBytes)
            {
                if (underWay.Count == Window) await underWay.Dequeue().ConfigureAwait(false);
                underWay.Enqueue(copy(done, (int)Math.Min(PieceBytes, bytes - done), stop.Token));
            }

            while (underWay.TryDequeue(out Task? last)) await last.ConfigureAwait(false);
        }
        finally
        {
            // They use memory that is given back after this.
            if (underWay.Count > 0) await stop.CancelAsync().ConfigureAwait(false);
            while (underWay.TryDequeue(out Task? other)) await other.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
