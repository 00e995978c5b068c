namespace ObjectServer.Memory;

/// <inheritdoc cref="ISharedMemoryFactory"/>
internal sealed class SharedMemoryFactory(MemoryHost host) : ISharedMemoryFactory
{
    /// <inheritdoc/>
    public SharedArray<T> CreateArray<T>(params IReadOnlyList<long> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(shape);
        var segment = new SharedSegment(host, ElementFormat.Of<T>(), [.. shape]);
        return new SharedArray<T>(segment, segment.Mapping.ContentBytes, segment.Layout.Shape, 0);
    }

    /// <inheritdoc/>
    public SharedList CreateList(IReadOnlyList<object?> values, IReadOnlyList<int>? capacities = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var items = new SharedItems(host, PackedItems.Write(values, capacities));
        return new SharedList(items, items.Mapping.ContentBytes, items.Count);
    }

    /// <inheritdoc/>
    public SharedTable CreateTable(IReadOnlyList<TableColumn> schema, long capacity)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var segment = new TableSegment(host, [.. schema], capacity);
        return new SharedTable(segment, segment.TableLayout);
    }
}
