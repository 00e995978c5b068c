using System.Collections.Concurrent;
using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

/// <summary>Both sides of a session in one: objects by number. Calls may overlap.</summary>
internal sealed class FakeReferences : IReferenceScope
{
    private static readonly Guid Server = Guid.Parse("6f1de1a3-7d35-4c4c-9d6f-3f3f0a2f9d11");
    private int _last;
    private int _imports;
    private int _forgone;

    public ConcurrentDictionary<ulong, object> Exported { get; } = [];

    public int Imports => _imports;

    public int Forgone => _forgone;

    public ObjectReference Export(object value, ContractModel contract)
    {
        ulong id = (ulong)Interlocked.Increment(ref _last);
        Exported[id] = value;
        return new ObjectReference(Server, 1, id, contract.Fingerprint);
    }

    public object Import(in ObjectReference reference, ContractModel contract)
    {
        Interlocked.Increment(ref _imports);
        return Exported.TryGetValue(reference.ObjectId, out object? value) ? value : throw new ObjectGoneException(reference);
    }

    public void Forgo(in ObjectReference reference) => Interlocked.Increment(ref _forgone);
}
