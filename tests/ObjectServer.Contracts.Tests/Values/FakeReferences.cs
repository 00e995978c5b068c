using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

/// <summary>Both sides of a session in one: objects by number.</summary>
internal sealed class FakeReferences : IReferenceScope
{
    private static readonly Guid Server = Guid.Parse("6f1de1a3-7d35-4c4c-9d6f-3f3f0a2f9d11");

    public List<object> Exported { get; } = [];

    public int Imports { get; private set; }

    public ObjectReference Export(object value, ContractModel contract)
    {
        Exported.Add(value);
        return new ObjectReference(Server, 1, (ulong)Exported.Count, contract.Fingerprint);
    }

    public object Import(in ObjectReference reference, ContractModel contract)
    {
        Imports++;
        return reference.ObjectId <= (ulong)Exported.Count ? Exported[(int)reference.ObjectId - 1] : throw new ObjectGoneException(reference);
    }
}
