using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectServer.Client.Session;
using ObjectServer.Contract;

namespace ObjectServer.Dispatch;

/// <summary>What a class shares: the members of all its contracts, each compiled once. Immutable; look-ups may overlap.</summary>
internal sealed class ObjectType
{
    // Weak keys: a class in an unloadable assembly takes its entry with it.
    private static readonly ConditionalWeakTable<Type, ObjectType> Types = [];
    private static readonly ConditionalWeakTable<ContractModel, ObjectType> ClassTypes = [];

    private readonly FrozenDictionary<ulong, MemberInvoker> _members;
    private MemberNames? _names;

    private ObjectType(Type type, IReadOnlyList<ContractModel> contracts)
    {
        Class = type;
        Contracts = contracts;
        _members = Contracts
            .SelectMany(contract => contract.Members)
            .DistinctBy(member => member.Id)
            .Select((member, i) => (member.Id, Invoker: Create(member, i + 1)))
            .ToFrozenDictionary(member => member.Id, member => member.Invoker);
    }

    /// <summary>The class.</summary>
    public Type Class { get; }

    /// <summary>Its contracts.</summary>
    public IReadOnlyList<ContractModel> Contracts { get; }

    /// <summary>The members of all its contracts.</summary>
    public IReadOnlyList<MemberInvoker> Members => _members.Values;

    /// <summary>The type name that its attribute gives; null without one.</summary>
    public string? TypeName { get; private init; }

    /// <summary>How calls may overlap where no registration says otherwise.</summary>
    public ObjectConcurrency Concurrency { get; private init; }

    /// <summary>It is shared by a selection of its own members, not by an interface.</summary>
    public bool IsOfClass => Contracts[0].IsOfClass;

    /// <summary>Its members by name; read at first use.</summary>
    public MemberNames Names => _names ??= new MemberNames(this);

    /// <summary>What a class shares; read and compiled at first use.</summary>
    /// <exception cref="InvalidContractException">The class cannot be shared, or one of its contracts has members that cannot be remote.</exception>
    public static ObjectType Of(Type type) => Types.GetValue(type, static key =>
    {
        bool isDelegate = ContractModel.IsDelegate(key);
        if (!isDelegate) SharedClass.Check(key);
        SharedObjectAttribute? attribute = key.GetCustomAttribute<SharedObjectAttribute>();
        return new ObjectType(key, isDelegate ? [ContractModel.Of(key)] : [.. SharedClass.ContractsOf(key).Select(ContractModel.Of)])
        {
            TypeName = attribute?.Name,

            // A delegate can be called from anywhere at any time, as everywhere in .NET.
            Concurrency = attribute?.Concurrency ?? (isDelegate ? ObjectConcurrency.Concurrent : ObjectConcurrency.Serialized),
        };
    });

    /// <summary>What is shared of a class by a selection of its members. Each registration has its own.</summary>
    public static ObjectType OfClass(ContractModel contract, string typeName, ObjectConcurrency concurrency)
    {
        var type = new ObjectType(contract.Interface, [contract]) { TypeName = typeName, Concurrency = concurrency };
        ClassTypes.Add(contract, type);
        return type;
    }

    /// <summary>What delegates share that are called as the other side's description says.</summary>
    public static ObjectType OfDescribed(ContractModel contract) => ClassTypes.GetValue(
        contract, static described => new ObjectType(described.Interface, [described]) { Concurrency = ObjectConcurrency.Concurrent });

    /// <summary>What an instance shares that is handed out under a contract.</summary>
    /// <exception cref="InvalidContractException">Its class cannot be shared.</exception>
    public static ObjectType Of(object instance, ContractModel contract) =>
        contract.IsOfClass && ClassTypes.TryGetValue(contract, out ObjectType? type) ? type
        : contract.IsDescribed ? OfDescribed(contract)
        : Of(instance is DelegateTarget ? contract.Interface : instance.GetType());

    /// <summary>Finds a member by its id; null when no contract of the class has it.</summary>
    public MemberInvoker? Find(ulong member) => _members.GetValueOrDefault(member);

    /// <summary>The contract of that name; null when the class does not implement it.</summary>
    public ContractModel? FindContract(string name)
    {
        foreach (ContractModel contract in Contracts)
        {
            if (contract.Name == name) return contract;
        }

        return null;
    }

    private static MemberInvoker Create(ContractMember member, int position)
    {
        var invoker = MemberInvoker.Create(member);
        invoker.Position = position;
        return invoker;
    }
}
