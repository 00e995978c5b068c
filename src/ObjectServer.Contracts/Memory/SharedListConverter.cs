namespace ObjectServer.Memory;

/// <summary>Shared lists as values.</summary>
internal sealed class SharedListConverter() : HandleConverter<SharedList, SharedListHandle>("a shared list is its items, its bytes and its count")
{
    /// <inheritdoc/>
    protected override SharedListHandle HandleOf(SharedList value) => new(value.Items, value.ContentBytes, value.Count);

    /// <inheritdoc/>
    protected override bool IsWhole(SharedListHandle handle) => handle.Items is not null;

    /// <inheritdoc/>
    protected override SharedList Open(SharedListHandle handle) => handle.Open();
}
