using ObjectServer.Memory;
using ObjectServer.Memory.Tables;

namespace ObjectServer.Client;

/// <content>Tables in shared memory.</content>
public sealed partial class ObjectClient
{
    /// <summary>Creates a table in shared memory, without rows.</summary>
    /// <param name="schema">Its columns; at most 1024.</param>
    /// <param name="capacity">How many rows there is room for; their space is reserved.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The table, which the caller disposes of.</returns>
    /// <exception cref="ArgumentException">There can be no such table; the message names the column.</exception>
    /// <exception cref="LimitExceededException">The server allows no such segment, or its file system has no room for it.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public async Task<SharedTable> CreateTableAsync(IReadOnlyList<TableColumn> schema, long capacity, string? name = null, CancellationToken cancel = default)
    {
        object?[] arguments = Arguments(schema, capacity);
        var options = new CreateOptions { Type = MemoryTypes.Table, Name = name };
        return await OpenAsync(CreateAsync<ISharedTable>(arguments, options, cancel), table => SharedTable.OpenAsync(table, cancel)).ConfigureAwait(false);
    }

    /// <summary>Finds a named table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The table, which the caller disposes of.</returns>
    /// <exception cref="ObjectNotFoundException">There is no object of that name.</exception>
    /// <exception cref="ContractMismatchException">The object of that name is no table.</exception>
    public async Task<SharedTable> GetTableAsync(string name, CancellationToken cancel = default) =>
        await OpenAsync(GetAsync<ISharedTable>(name, cancel), table => SharedTable.OpenAsync(table, cancel)).ConfigureAwait(false);

    /// <summary>Finds a named table, or creates it. However many clients ask at the same time, all get the same one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="schema">Its columns; at most 1024.</param>
    /// <param name="capacity">How many rows there is room for; their space is reserved.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The table, which the caller disposes of.</returns>
    /// <exception cref="ArgumentException">There can be no such table, or there is one of that name with other columns or another capacity.</exception>
    /// <exception cref="LimitExceededException">The server allows no such segment, or its file system has no room for it.</exception>
    public async Task<SharedTable> GetOrCreateTableAsync(string name, IReadOnlyList<TableColumn> schema, long capacity, CancellationToken cancel = default)
    {
        object?[] arguments = Arguments(schema, capacity);
        var options = new CreateOptions { Type = MemoryTypes.Table };
        SharedTable table = await OpenAsync(
            GetOrCreateAsync<ISharedTable>(name, arguments, options, cancel), one => SharedTable.OpenAsync(one, cancel)).ConfigureAwait(false);
        TableColumn[] found = [.. table.Layout.Columns.Select(static one => one.Column)];
        if (table.Capacity == capacity && found.SequenceEqual(schema)) return table;
        await table.DisposeAsync().ConfigureAwait(false);
        throw new ArgumentException(
            $"The table \"{name}\" exists, with room for {table.Capacity} rows of {string.Join(", ", found.AsEnumerable())}; room for {capacity} rows of "
            + $"{string.Join(", ", schema)} was asked for. Get it as it is, or delete it first.",
            nameof(schema));
    }

    private static object?[] Arguments(IReadOnlyList<TableColumn> schema, long capacity)
    {
        ArgumentNullException.ThrowIfNull(schema);
        TableLayouts.Arrange(schema, capacity);
        return [schema.ToArray(), capacity];
    }
}
