using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ObjectServer.Memory;

namespace ObjectServer;

/// <content>Many elements at once.</content>
public sealed partial class SharedArray<T>
{
    /// <summary>How many bytes a block of <see cref="BlocksAsync"/> has when nobody says.</summary>
    private const int DefaultBlockBytes = 8 * 1024 * 1024;

    /// <summary>Copies elements into an array of one's own.</summary>
    /// <param name="range">Which elements, counted over all dimensions; at most 2³¹ − 1.</param>
    /// <param name="cancel">Gives the copying up.</param>
    /// <returns>The elements, [length of the range].</returns>
    /// <inheritdoc cref="AcquireAsync(ElementRange, BlockAccess, CancellationToken)" path="/exception"/>
    public async Task<T[]> ReadAsync(ElementRange range, CancellationToken cancel = default)
    {
        (long start, int length) = Block(range, BlockAccess.Read);
        T[] elements = LargePages.Array<T>(length);
        await CopyToAsync(elements, start, cancel).ConfigureAwait(false);
        return elements;
    }

    /// <summary>Copies elements into memory of one's own.</summary>
    /// <param name="destination">Where they go, [number of elements to copy].</param>
    /// <param name="start">The first element, counted over all dimensions.</param>
    /// <param name="cancel">Gives the copying up.</param>
    /// <inheritdoc cref="AcquireAsync(ElementRange, BlockAccess, CancellationToken)" path="/exception"/>
    public async Task CopyToAsync(Memory<T> destination, long start = 0, CancellationToken cancel = default)
    {
        await foreach (SharedBlock<T> block in BlocksAsync(new ElementRange(start, destination.Length), BlockAccess.Read, 0, cancel).ConfigureAwait(false))
            block.Span.CopyTo(destination.Span[(int)(block.Start - start)..]);
    }

    /// <summary>Copies all elements into another shared array, which may be of another server.</summary>
    /// <param name="destination">Where they go: an array of as many elements, in any shape.</param>
    /// <param name="cancel">Gives the copying up, which may then be half done.</param>
    /// <exception cref="ArgumentException">It has more or fewer elements.</exception>
    /// <inheritdoc cref="AcquireAsync(ElementRange, BlockAccess, CancellationToken)" path="/exception"/>
    public async Task CopyToAsync(SharedArray<T> destination, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (destination.Length != Length) throw new ArgumentException($"{Length} elements do not fit into a {destination}.", nameof(destination));
        await foreach (SharedBlock<T> block in BlocksAsync(ElementRange.All, BlockAccess.Read, 0, cancel).ConfigureAwait(false))
            await destination.WriteAsync(block.Memory, block.Start, cancel).ConfigureAwait(false);
    }

    /// <summary>Copies elements in.</summary>
    /// <param name="elements">The elements, [number of elements to copy].</param>
    /// <param name="start">Where the first goes, counted over all dimensions.</param>
    /// <param name="cancel">Gives the copying up, which may then be half done.</param>
    /// <inheritdoc cref="AcquireAsync(ElementRange, BlockAccess, CancellationToken)" path="/exception"/>
    public async Task WriteAsync(ReadOnlyMemory<T> elements, long start = 0, CancellationToken cancel = default)
    {
        await foreach (SharedBlock<T> block in BlocksAsync(new ElementRange(start, elements.Length), BlockAccess.Overwrite, 0, cancel).ConfigureAwait(false))
            elements.Span.Slice((int)(block.Start - start), block.Length).CopyTo(block.Span);
    }

    /// <summary>Gives elements the same value. Where the array is not used in place, the server does it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="range">Which elements, counted over all dimensions; left out: all of them.</param>
    /// <param name="cancel">Gives the filling up, which may then be half done.</param>
    /// <inheritdoc cref="AcquireAsync(ElementRange, BlockAccess, CancellationToken)" path="/exception"/>
    public async Task FillAsync(T value, ElementRange? range = null, CancellationToken cancel = default)
    {
        await OpenAsync(cancel).ConfigureAwait(false);
        (long start, long length) = (range ?? ElementRange.All).In(Length);
        if (IsInPlace != true && ElementBytes <= MemoryLimits.MostPatternBytes)
        {
            byte[] pattern = MemoryMarshal.AsBytes([value]).ToArray();
            await Memory.FillAsync(PositionOf(start), length * ElementBytes, pattern, cancel).ConfigureAwait(false);
            return;
        }

        await foreach (SharedBlock<T> block in BlocksAsync(new ElementRange(start, length), BlockAccess.Overwrite, 0, cancel).ConfigureAwait(false))
            block.Span.Fill(value);
    }

    /// <summary>
    /// Elements block by block, in order. Each block is disposed of, and so written back, when the next one is asked for. Where blocks are
    /// copies, the next one to be read is fetched while one is used.
    /// </summary>
    /// <param name="range">Which elements, counted over all dimensions.</param>
    /// <param name="access">What they are wanted for.</param>
    /// <param name="blockLength">How many elements a block has; the last one may have fewer. 0: as many as take 8 MiB.</param>
    /// <param name="cancel">Ends it.</param>
    /// <inheritdoc cref="AcquireAsync(ElementRange, BlockAccess, CancellationToken)" path="/exception"/>
    public async IAsyncEnumerable<SharedBlock<T>> BlocksAsync(
        ElementRange range, BlockAccess access = BlockAccess.Read, int blockLength = 0, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(blockLength);
        await OpenAsync(cancel).ConfigureAwait(false);
        (long start, long length) = range.In(Length);
        if (blockLength == 0) blockLength = Math.Max(1, DefaultBlockBytes / ElementBytes);
        ElementRange Part(long done) => new(start + done, Math.Min(blockLength, length - done));
        bool ahead = IsInPlace != true && access != BlockAccess.Overwrite;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task<SharedBlock<T>>? next = null;
        try
        {
            for (long done = 0; done < length; done += blockLength)
            {
                SharedBlock<T> block = next is null ? await AcquireAsync(Part(done), access, cancel).ConfigureAwait(false) : await next.ConfigureAwait(false);
                next = null;
                await using (block.ConfigureAwait(false))
                {
                    if (ahead && done + blockLength < length) next = AcquireAsync(Part(done + blockLength), access, stop.Token).AsTask();
                    yield return block;
                }
            }
        }
        finally
        {
            if (next is not null)
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await DropAsync(next).ConfigureAwait(false);
            }
        }
    }

    private static async Task DropAsync(Task<SharedBlock<T>> fetched)
    {
        await ((Task)fetched).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Nobody has seen it: there is nothing to write back.
        if (fetched.IsCompletedSuccessfully) fetched.Result.Drop();
    }
}
