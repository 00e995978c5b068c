using ObjectServer.Values;

namespace ObjectServer.Client.Session;

/// <summary>A result, written and about to be sent. Disposed of by who made it; a transfer takes the payload over.</summary>
internal sealed class EncodedResult : IDisposable
{
    private PayloadBuffer? _payload;

    public EncodedResult(PayloadBuffer payload) => _payload = payload;

    /// <summary>The objects that it mentions; null for none.</summary>
    public Exports? Exports { get; set; }

    /// <summary>What was written.</summary>
    public PayloadBuffer Payload => _payload ?? throw new ObjectDisposedException(nameof(EncodedResult));

    /// <summary>Hands the payload over.</summary>
    public PayloadBuffer Take()
    {
        PayloadBuffer payload = Payload;
        _payload = null;
        return payload;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_payload is null) return;
        CallValues.Recycle(_payload);
        _payload = null;
    }
}
