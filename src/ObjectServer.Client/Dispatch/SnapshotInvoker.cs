using System.Reflection;
using ObjectServer.Client.Snapshots;
using ObjectServer.Contract;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Dispatch;

/// <summary>Reads several properties of an object as one call of it. Made for each such call.</summary>
internal sealed class SnapshotInvoker : MemberInvoker
{
    /// <summary>How many properties one snapshot may have.</summary>
    public const int MaxProperties = 1024;

    private static readonly MethodInfo NoMethod = ((Action)(static () => { })).Method;

    private readonly IReadOnlyList<MemberInvoker> _getters;
    private readonly SnapshotCodec _codec;

    private SnapshotInvoker(ObjectType type, IReadOnlyList<MemberInvoker> getters)
        : base(MemberOf(type, getters))
    {
        _getters = getters;
        _codec = new SnapshotCodec([.. getters.Select(getter => (getter.Member.Name, getter.Member.ResultCodec!))]);
    }

    /// <summary>The names of the properties, in their order.</summary>
    public IEnumerable<string> Names => _getters.Select(getter => getter.Member.Name);

    /// <summary>Whether a snapshot can have a member: the getter of a property without keys.</summary>
    public static bool Takes(ContractMember member) =>
        member is { Kind: MemberKind.Getter, Shape: ReturnShape.Value, Parameters.Count: 0 };

    /// <summary>The properties that these members are the getters of.</summary>
    /// <exception cref="MemberNotFoundException">The object has no such member.</exception>
    /// <exception cref="ArgumentEncodingException">A snapshot cannot have it.</exception>
    /// <exception cref="LimitExceededException">They are too many.</exception>
    public static SnapshotInvoker Of(ObjectType type, IReadOnlyList<ulong> members)
    {
        Demand(members.Count);
        return new SnapshotInvoker(type, [.. members.Select(id => Demand(type.Find(id) ?? throw Missing(type, $"{id:x16}")))]);
    }

    /// <summary>The properties of these names; all that there are when there is no name.</summary>
    /// <inheritdoc cref="Of"/>
    public static SnapshotInvoker OfNames(ObjectType type, IReadOnlyList<string> names)
    {
        Demand(names.Count);
        return new SnapshotInvoker(type, names.Count > 0 ? [.. names.Select(name => Demand(type.Names.FindGetter(name, keys: 0)))] : All(type));
    }

    /// <inheritdoc/>
    public override ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call)
    {
        call.ArgumentsRead();
        var reading = new PropertyReading(call);
        var values = new object?[_getters.Count];
        for (int i = 0; i < values.Length; i++) values[i] = Read(_getters[i], target, arguments, reading);
        call.Complete(_codec, values);
        return default;
    }

    private static object? Read(MemberInvoker getter, object target, ValueReader arguments, PropertyReading reading)
    {
        try
        {
            // A getter without keys reads no argument, and has ended when it returns.
            ValueTask ended = getter.InvokeAsync(target, arguments, reading);
            return ended.IsCompletedSuccessfully ? reading.Value : throw new InvalidOperationException("It has not ended.");
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"The property {getter.Member.Name} threw while a snapshot was taken of its object: {e.Message}", e);
        }
    }

    private static MemberInvoker[] All(ObjectType type)
    {
        MemberInvoker[] all = [.. type.Contracts.SelectMany(contract => contract.Members).Where(Takes).DistinctBy(member => member.Name).Select(member => type.Find(member.Id)!)];
        Demand(all.Length);
        return all;
    }

    private static MemberInvoker Demand(MemberInvoker invoker) => Takes(invoker.Member)
        ? invoker
        : throw new ArgumentEncodingException(
            $"{invoker.Member} cannot be part of a snapshot: that has properties that can be read, without keys. Call it by itself.");

    private static void Demand(int count)
    {
        if (count > MaxProperties) throw new LimitExceededException("the properties of a snapshot", MaxProperties, count, "The snapshot");
    }

    private static MemberNotFoundException Missing(ObjectType type, string name) =>
        new(type.Contracts[0].Name, name, [.. type.Contracts[0].Members.Where(Takes).Select(member => member.Signature).Take(10)]);

    private static ContractMember MemberOf(ObjectType type, IReadOnlyList<MemberInvoker> getters) => new()
    {
        Id = 0,
        Index = -1,
        Name = "snapshot",
        Signature = "snapshot",
        Kind = MemberKind.Method,
        Method = NoMethod,
        Definition = null,
        TypeArguments = [],
        Property = null,
        DeclaringInterface = type.Contracts[0].Interface,
        Parameters = [],
        Returned = [],
        Shape = ReturnShape.Value,
        ResultType = typeof(object[]),
        ResultIsContract = false,
        ReadOnly = getters.All(getter => getter.Member.ReadOnly),
        OneWay = false,
        CpuBound = getters.Any(getter => getter.Member.CpuBound),
        TimeoutMs = 0,
        HasDefaultImplementation = false,
        HasProgress = false,
    };
}
