namespace ObjectServer;

/// <summary>
/// Makes shared memory for objects of a server, which get it from the server's services. What a member returns its caller uses in place, as if
/// it had created it. Calls may overlap.
/// </summary>
public interface ISharedMemoryFactory
{
    /// <summary>Creates an array in shared memory, of zeros. It goes when nobody refers to it any more, in this process or elsewhere.</summary>
    /// <typeparam name="T">The type of its elements.</typeparam>
    /// <param name="shape">How many elements there are in each dimension; the last one's lie next to each other.</param>
    /// <exception cref="ArgumentException">The shape is impossible.</exception>
    /// <exception cref="LimitExceededException">The server allows no such segment, or its file system has no room for it.</exception>
    SharedArray<T> CreateArray<T>(params IReadOnlyList<long> shape)
        where T : unmanaged;

    /// <summary>Creates a list in shared memory. It goes when nobody refers to it any more, in this process or elsewhere.</summary>
    /// <param name="values">Its first values; how many there are never changes.</param>
    /// <param name="capacities">
    /// How many bytes each item has room for, rounded up to a multiple of 8; null, or 0 for one, for as many as its first value needs.
    /// </param>
    /// <exception cref="ArgumentException">No list holds such a value, or there are more or fewer capacities than values.</exception>
    /// <exception cref="LimitExceededException">
    /// A value is longer than its capacity; or the server allows no such segment, or its file system has no room for it.
    /// </exception>
    SharedList CreateList(IReadOnlyList<object?> values, IReadOnlyList<int>? capacities = null);

    /// <summary>Creates a table in shared memory, without rows. It goes when nobody refers to it any more, in this process or elsewhere.</summary>
    /// <param name="schema">Its columns; at most 1024.</param>
    /// <param name="capacity">How many rows there is room for; their space is reserved.</param>
    /// <exception cref="ArgumentException">There can be no such table; the message names the column.</exception>
    /// <exception cref="LimitExceededException">The server allows no such segment, or its file system has no room for it.</exception>
    SharedTable CreateTable(IReadOnlyList<TableColumn> schema, long capacity);
}
