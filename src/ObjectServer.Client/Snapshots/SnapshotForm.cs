using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectServer.Contract;
using ObjectServer.Dispatch;

namespace ObjectServer.Client.Snapshots;

/// <summary>What a snapshot of a contract has: read once per contract. Immutable; look-ups may overlap.</summary>
internal sealed class SnapshotForm
{
    private static readonly ConditionalWeakTable<ContractModel, SnapshotForm> Forms = [];

    private readonly FrozenDictionary<MethodInfo, ContractMember> _getters;

    private SnapshotForm(ContractModel contract)
    {
        Contract = contract;
        Getters = [.. contract.Members.Where(SnapshotInvoker.Takes)];
        _getters = Getters.ToFrozenDictionary(getter => getter.Method);
        Interceptor = new SnapshotInterceptor(this);
    }

    /// <summary>The contract.</summary>
    public ContractModel Contract { get; }

    /// <summary>The getters of its properties that can be read without keys.</summary>
    public IReadOnlyList<ContractMember> Getters { get; }

    /// <summary>Answers the members of a snapshot.</summary>
    public SnapshotInterceptor Interceptor { get; }

    /// <summary>The form of a contract.</summary>
    public static SnapshotForm Of(ContractModel contract) => Forms.GetValue(contract, static key => new SnapshotForm(key));

    /// <summary>The getter that a method is; null when a snapshot does not have it.</summary>
    public ContractMember? Find(MethodInfo method) => _getters.GetValueOrDefault(method);
}
