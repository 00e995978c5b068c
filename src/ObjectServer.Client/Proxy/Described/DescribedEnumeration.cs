using ObjectServer.Streaming;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>An enumeration of a sequence of which this side knows only what the server says.</summary>
/// <param name="proxy">Of the enumeration.</param>
internal sealed class DescribedEnumeration(DynamicProxy proxy) : IEnumeration<object?>, IAsyncDisposable
{
    /// <summary>The proxy.</summary>
    public DynamicProxy Proxy => proxy;

    /// <inheritdoc/>
    public Task<SequenceBlock<object?>> TakeAsync(CancellationToken cancel) =>
        (Task<SequenceBlock<object?>>)proxy.InvokeMember(nameof(TakeAsync), [cancel], CallForm.Plain)!;

    /// <inheritdoc/>
    public Task CloseAsync() => (Task)proxy.InvokeMember(nameof(CloseAsync), [], CallForm.Plain)!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => proxy.DisposeAsync();
}
