using ObjectServer.Contract;

namespace ObjectServer.Values;

/// <summary>
/// Turns shared objects into references and back for one session. On the server a live object becomes a reference held by the
/// session; on the client a reference becomes a proxy. Calls may overlap.
/// </summary>
internal interface IReferenceScope
{
    /// <summary>The reference that stands for <paramref name="value"/> on the other side.</summary>
    /// <param name="value">A live object, or a proxy.</param>
    /// <param name="contract">The declared contract.</param>
    /// <exception cref="ArgumentEncodingException">The object cannot be referred to from the other side.</exception>
    ObjectReference Export(object value, ContractModel contract);

    /// <summary>The object that <paramref name="reference"/> stands for on this side.</summary>
    /// <param name="reference">What arrived.</param>
    /// <param name="contract">The declared contract.</param>
    /// <exception cref="ObjectGoneException">The reference is stale.</exception>
    object Import(in ObjectReference reference, ContractModel contract);

    /// <summary>A reference has arrived that nothing of what was read mentions: what it holds on the other side is given back.</summary>
    /// <param name="reference">What arrived.</param>
    void Forgo(in ObjectReference reference);
}
