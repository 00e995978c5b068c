namespace ObjectServer.Memory.Tables;

/// <summary>Shared tables as values.</summary>
internal sealed class SharedTableConverter() : HandleConverter<SharedTable, SharedTableHandle>("a shared table is its table and its layout")
{
    /// <inheritdoc/>
    protected override SharedTableHandle HandleOf(SharedTable value) => new(value.Table, value.Layout);

    /// <inheritdoc/>
    protected override bool IsWhole(SharedTableHandle handle) => handle is { Table: not null, Layout: not null };

    /// <inheritdoc/>
    protected override SharedTable Open(SharedTableHandle handle) => handle.Open();
}
