using ObjectServer.Contract;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>A reference that arrives, as a handle of its own: it is no proxy's yet.</summary>
/// <param name="proxies">The session's proxies.</param>
/// <param name="contract">The contract that it will be used by.</param>
internal sealed class HeldCodec(ProxyTable proxies, ContractModel contract) : ValueCodec<RemoteHandle>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Reference;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, RemoteHandle value) => throw new NotSupportedException("A handle is not sent.");

    /// <inheritdoc/>
    public override RemoteHandle Read(ValueReader reader) => reader.ReadReference() is { } reference
        ? proxies.Hold(reference, contract)
        : throw new ProtocolException("The server answered without a reference.");
}
