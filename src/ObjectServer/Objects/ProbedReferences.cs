using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Objects;

/// <summary>
/// What references stand for while it is tried which constructor takes them: nothing is counted, and nothing is kept. Used by one thread.
/// </summary>
internal sealed class ProbedReferences(SessionReferences references) : IReferenceScope
{
    /// <summary>Whether there was any reference.</summary>
    public bool HasMet { get; private set; }

    /// <inheritdoc/>
    public ObjectReference Export(object value, ContractModel contract) => throw new NotSupportedException("Arguments are only read here.");

    /// <inheritdoc/>
    public object Import(in ObjectReference reference, ContractModel contract)
    {
        HasMet = true;
        return references.Peek(reference, contract);
    }

    /// <inheritdoc/>
    public void Forgo(in ObjectReference reference) => HasMet = true;
}
