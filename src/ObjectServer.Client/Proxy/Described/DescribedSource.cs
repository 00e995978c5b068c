using ObjectServer.Streaming;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>A sequence that arrived by reference and of which this side knows only what the server says.</summary>
/// <param name="proxy">Of the sequence.</param>
internal sealed class DescribedSource(DynamicProxy proxy) : ISequence<object?>
{
    /// <summary>The proxy.</summary>
    public DynamicProxy Proxy => proxy;

    /// <inheritdoc/>
    public Task<SequenceBlock<object?>> OpenAsync(CancellationToken cancel) =>
        (Task<SequenceBlock<object?>>)proxy.InvokeMember(nameof(OpenAsync), [cancel], CallForm.Plain)!;
}
