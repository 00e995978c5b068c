using ObjectServer.Memory;

namespace ObjectServer.Client;

/// <content>Shared memory.</content>
public sealed partial class ObjectClient
{
    /// <summary>Creates a segment of shared memory, of zeros.</summary>
    /// <param name="bytes">How long it is.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is not positive.</exception>
    /// <exception cref="LimitExceededException">The server allows no such segment, or its file system has no room for it.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public Task<ISharedMemory> CreateMemoryAsync(long bytes, string? name = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return CreateSegmentAsync(new MemoryLayout(ElementFormat.Byte, [bytes]), name, cancel);
    }

    /// <summary>Creates an array in shared memory, of zeros.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="shape">How many elements there are in each dimension; the last one's lie next to each other.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The array, which the caller disposes of.</returns>
    /// <exception cref="ArgumentException">The shape is impossible.</exception>
    /// <exception cref="LimitExceededException">The server allows no such segment, or its file system has no room for it.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public async Task<SharedArray<T>> CreateArrayAsync<T>(IReadOnlyList<long> shape, string? name = null, CancellationToken cancel = default)
        where T : unmanaged
    {
        MemoryLayout layout = Layout<T>(shape);
        return await OpenAsync(CreateSegmentAsync(layout, name, cancel), memory => SharedArray.OpenAsync<T>(memory, layout, cancel)).ConfigureAwait(false);
    }

    /// <summary>Finds a named array, or any named segment whose elements can be taken for such.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The array, which the caller disposes of.</returns>
    /// <exception cref="ArgumentException">Its elements are of another type.</exception>
    /// <exception cref="ObjectNotFoundException">There is no object of that name.</exception>
    /// <exception cref="ContractMismatchException">The object of that name is no shared memory.</exception>
    public async Task<SharedArray<T>> GetArrayAsync<T>(string name, CancellationToken cancel = default)
        where T : unmanaged =>
        await OpenAsync(GetAsync<ISharedMemory>(name, cancel), memory => SharedArray.OpenAsync<T>(memory, cancel)).ConfigureAwait(false);

    /// <summary>Finds a named array, or creates it. However many clients ask at the same time, all get the same one.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="shape">How many elements there are in each dimension.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The array, which the caller disposes of.</returns>
    /// <exception cref="ArgumentException">The shape is impossible, or there is one of that name with another shape or elements.</exception>
    /// <exception cref="LimitExceededException">The server allows no such segment, or its file system has no room for it.</exception>
    public async Task<SharedArray<T>> GetOrCreateArrayAsync<T>(string name, IReadOnlyList<long> shape, CancellationToken cancel = default)
        where T : unmanaged
    {
        MemoryLayout layout = Layout<T>(shape);
        var options = new CreateOptions { Type = MemoryTypes.Segment };
        SharedArray<T> array = await OpenAsync(
            GetOrCreateAsync<ISharedMemory>(name, Arguments(layout), options, cancel), memory => SharedArray.OpenAsync<T>(memory, cancel)).ConfigureAwait(false);
        if (array.Shape.SequenceEqual(shape)) return array;
        await array.DisposeAsync().ConfigureAwait(false);
        throw new ArgumentException($"The array \"{name}\" exists and is {array}; {layout} was asked for. Get it as it is, or delete it first.", nameof(shape));
    }

    /// <summary>Creates an array of what a <c>.npy</c> file holds, block by block.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="npy">The file, from where it is; read up to its last element. It stays open.</param>
    /// <param name="name">The array's name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The array, which the caller disposes of.</returns>
    /// <exception cref="InvalidDataException">It is no such file, or its elements are of another type.</exception>
    /// <exception cref="EndOfStreamException">It ends before its last element. No array is left.</exception>
    /// <exception cref="LimitExceededException">The server allows no such segment, or its file system has no room for it.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public async Task<SharedArray<T>> LoadArrayAsync<T>(Stream npy, string? name = null, CancellationToken cancel = default)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(npy);
        MemoryLayout found = await NpyHeader.ReadAsync(npy, cancel).ConfigureAwait(false);
        SharedArray<T> array = await CreateArrayAsync<T>(found.Shape, name, cancel).ConfigureAwait(false);
        try
        {
            await array.LoadContentAsync(npy, found, cancel).ConfigureAwait(false);
            return array;
        }
        catch
        {
            await array.DisposeAsync().ConfigureAwait(false);
            if (name is not null) await DeleteAsync(name, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private static object?[] Arguments(MemoryLayout layout) => [layout.ElementType, layout.Shape.ToArray()];

    private static MemoryLayout Layout<T>(IReadOnlyList<long> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shape);
        var layout = new MemoryLayout(ElementFormat.Of<T>(), [.. shape]);
        MemoryLayouts.BytesOf(layout);
        return layout;
    }

    // Opens what lies in shared memory over a proxy of it, or gives the proxy back.
    private static async Task<TOpened> OpenAsync<TProxy, TOpened>(Task<TProxy> obtaining, Func<TProxy, Task<TOpened>> open)
        where TProxy : ISharedMemory
    {
        TProxy proxy = await obtaining.ConfigureAwait(false);
        try
        {
            return await open(proxy).ConfigureAwait(false);
        }
        catch
        {
            await ((IAsyncDisposable)proxy).DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private Task<ISharedMemory> CreateSegmentAsync(MemoryLayout layout, string? name, CancellationToken cancel) =>
        CreateAsync<ISharedMemory>(Arguments(layout), new CreateOptions { Type = MemoryTypes.Segment, Name = name }, cancel);
}
