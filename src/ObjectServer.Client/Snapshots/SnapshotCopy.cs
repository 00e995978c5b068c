using System.Diagnostics;
using ObjectServer.Client.Session;
using ObjectServer.Contract;

namespace ObjectServer.Client.Snapshots;

/// <summary>Base of every snapshot: the values that were copied.</summary>
[DebuggerDisplay("{ToString(),nq}")]
internal abstract class SnapshotCopy : IObjectSnapshot
{
    private readonly Dictionary<ContractMember, object?> _values = [];
    private RemoteHandle _handle = null!;
    private IReadOnlyDictionary<string, object?> _byName = null!;

    /// <inheritdoc/>
    ObjectReference IObjectSnapshot.Reference => _handle.Reference;

    /// <inheritdoc/>
    IReadOnlyDictionary<string, object?> IObjectSnapshot.Values => _byName;

    /// <summary>Gives a new snapshot its values; once.</summary>
    /// <param name="handle">Of the proxy that it was taken by.</param>
    /// <param name="getters">The properties.</param>
    /// <param name="values">Their values.</param>
    public void Fill(RemoteHandle handle, IReadOnlyList<ContractMember> getters, object?[] values)
    {
        _handle = handle;
        for (int i = 0; i < values.Length; i++) _values.Add(getters[i], values[i]);
        _byName = SnapshotRequests.ByName(getters.Select(getter => getter.Name), values);
    }

    /// <summary>The value of a property.</summary>
    /// <exception cref="MemberNotFoundException">The server's version of the contract does not have it.</exception>
    public object? ValueOf(ContractMember getter)
    {
        if (_values.TryGetValue(getter, out object? value)) return value;
        _handle.Remote.Demand(getter);
        throw new InvalidOperationException($"{getter} is not in the snapshot.");
    }

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <inheritdoc/>
    public sealed override string ToString() => $"snapshot of {_handle.Remote.Name} {_handle.Reference}";
}
