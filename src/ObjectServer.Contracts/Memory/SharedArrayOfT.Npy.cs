using ObjectServer.Memory;

namespace ObjectServer;

/// <content>NumPy's files.</content>
public sealed partial class SharedArray<T>
{
    /// <summary>Writes the array as a <c>.npy</c> file, block by block.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="cancel">Gives the writing up.</param>
    /// <inheritdoc cref="AcquireAsync(ElementRange, BlockAccess, CancellationToken)" path="/exception"/>
    public async Task SaveAsync(Stream stream, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        await stream.WriteAsync(NpyHeader.Write(new MemoryLayout(ElementFormat.Of<T>(), Shape)), cancel).ConfigureAwait(false);
        await foreach (SharedBlock<T> block in BlocksAsync(ElementRange.All, BlockAccess.Read, 0, cancel).ConfigureAwait(false))
            await stream.WriteAsync(block.Bytes, cancel).ConfigureAwait(false);
    }

    /// <summary>Reads the elements of a <c>.npy</c> file of the same shape, block by block. Either byte order can be read.</summary>
    /// <param name="stream">The file, from where it is; read up to its last element.</param>
    /// <param name="cancel">Gives the reading up, which may then be half done.</param>
    /// <exception cref="InvalidDataException">It is no such file, or it holds other elements or another shape.</exception>
    /// <exception cref="EndOfStreamException">It ends before its last element.</exception>
    /// <inheritdoc cref="AcquireAsync(ElementRange, BlockAccess, CancellationToken)" path="/exception"/>
    public async Task LoadAsync(Stream stream, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        MemoryLayout found = await NpyHeader.ReadAsync(stream, cancel).ConfigureAwait(false);
        if (!found.Shape.SequenceEqual(Shape)) throw new InvalidDataException($"The .npy file holds a {found}, which does not fit into a {this}.");
        await LoadContentAsync(stream, found, cancel).ConfigureAwait(false);
    }

    /// <summary>Reads the elements of a file whose header has been read.</summary>
    internal async Task LoadContentAsync(Stream stream, MemoryLayout found, CancellationToken cancel)
    {
        string format = ElementFormat.Of<T>();
        bool isReversed = found.ElementType != format && found.ElementType == ElementFormat.Reversed(format);
        if (found.ElementType != format && !isReversed) throw new InvalidDataException($"The elements of the .npy file are {found.ElementType}; those of the array are {format}.");
        await foreach (SharedBlock<T> block in BlocksAsync(ElementRange.All, BlockAccess.Overwrite, 0, cancel).ConfigureAwait(false))
        {
            await stream.ReadExactlyAsync(block.Bytes, cancel).ConfigureAwait(false);
            if (isReversed) ElementFormat.Reverse(block.Bytes.Span, format);
        }
    }
}
