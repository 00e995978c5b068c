using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectServer.Contract.Documentation;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>
/// What a contract's interface says, read once by reflection; a call only looks things up here. Immutable once read; all members
/// may be used at the same time.
/// </summary>
internal sealed class ContractModel
{
    // Weak keys: a contract in a collectible assembly can be unloaded, and its model goes with it.
    private static readonly ConditionalWeakTable<Type, ContractModel> Models = [];

    // Reading a contract asks for codecs, and a codec may ask for the contract being read; it then gets the unfinished model.
    [ThreadStatic]
    private static Dictionary<Type, ContractModel>? _beingRead;

    private IReadOnlyList<ContractMember>? _members;
    private FrozenDictionary<ulong, ContractMember>? _byId;
    private FrozenDictionary<MethodInfo, ContractMember>? _byMethod;
    private IReadOnlyList<string>? _faults;
    private ContractDescription? _description;
    private ContractDescription? _documented;

    private ContractModel(Type interfaceType)
    {
        Interface = interfaceType;
        Name = TypeNames.Of(interfaceType);
    }

    /// <summary>The interface; the delegate type; or the class, where a class is shared without one.</summary>
    public Type Interface { get; }

    /// <summary>It was read from a class, by a selection of its members, for one registration.</summary>
    public bool IsOfClass { get; private init; }

    /// <summary>A delegate type of this side that stands for one of the other side's, which is known by its description alone.</summary>
    public bool IsDescribed { get; private init; }

    /// <summary>Its full name without assemblies, in the form of <see cref="TypeNames"/>.</summary>
    public string Name { get; }

    /// <summary>Hash over the name and all member ids: equal fingerprints mean equal contracts.</summary>
    public ulong Fingerprint { get; private set; }

    /// <summary>Every member: the interface's own, then those of each inherited interface.</summary>
    public IReadOnlyList<ContractMember> Members => _members ?? throw Unfinished();

    /// <summary>Methods of the interface and of those it inherits that run where they are called, each with the body that runs.</summary>
    public IReadOnlyDictionary<MethodInfo, MethodInfo> Local { get; private set; } = FrozenDictionary<MethodInfo, MethodInfo>.Empty;

    /// <summary>The model of <paramref name="interfaceType"/>: read at first use, then the same instance for as long as the type lives.</summary>
    /// <exception cref="InvalidContractException">It cannot be a contract; all faults are listed.</exception>
    public static ContractModel Of(Type interfaceType)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        if (Models.TryGetValue(interfaceType, out ContractModel? known))
            return known;

        Dictionary<Type, ContractModel> beingRead = _beingRead ??= [];
        if (beingRead.TryGetValue(interfaceType, out ContractModel? unfinished))
            return unfinished;

        var model = new ContractModel(interfaceType);
        beingRead.Add(interfaceType, model);
        try
        {
            model.Read();
        }
        finally
        {
            beingRead.Remove(interfaceType);
        }

        return Models.GetOrAdd(interfaceType, model);
    }

    /// <summary>
    /// What a class shares without an interface. Each call makes a contract of its own, with a fingerprint that is that of its type
    /// name too: two selections of one class never pass for each other.
    /// </summary>
    /// <param name="type">The class.</param>
    /// <param name="typeName">The type name that it is registered under.</param>
    /// <param name="selection">Which of its members are shared.</param>
    /// <exception cref="InvalidContractException">A selected member is not there, or cannot be remote; all faults are listed.</exception>
    public static ContractModel OfClass(Type type, string typeName, ClassSelection selection)
    {
        ArgumentNullException.ThrowIfNull(type);
        var model = new ContractModel(type) { IsOfClass = true };
        model.Finish(faults => new ClassReader(type, selection, MemberId.Of, faults).Read(), $"{model.Name}#{typeName}");
        return model;
    }

    /// <summary>A delegate type of this side that the other side calls as a delegate of its own: references name that one's contract.</summary>
    /// <param name="type">This side's delegate type.</param>
    /// <param name="theirs">What the other side says of its own.</param>
    /// <param name="member">Calls a delegate of <paramref name="type"/> as <paramref name="theirs"/> says.</param>
    public static ContractModel OfDescribed(Type type, ContractDescription theirs, ContractMember member)
    {
        var model = new ContractModel(type) { IsDescribed = true, Fingerprint = theirs.Fingerprint };
        model._byId = new[] { member }.ToFrozenDictionary(one => one.Id);
        model._byMethod = new[] { member }.ToFrozenDictionary(one => one.Method);
        model._description = theirs;
        model._members = [member];
        return model;
    }

    /// <summary>Whether <paramref name="type"/> is an interface marked with <see cref="SharedContractAttribute"/>.</summary>
    public static bool IsContract(Type type) => type.IsInterface && type.IsDefined(typeof(SharedContractAttribute), inherit: false);

    /// <summary>Whether <paramref name="type"/> is a delegate: it is shared as an object with one member, which calls it.</summary>
    public static bool IsDelegate(Type type) => type.IsAssignableTo(typeof(MulticastDelegate)) && type != typeof(MulticastDelegate);

    /// <summary>Finds a member by its id.</summary>
    public bool TryGetMember(ulong id, [MaybeNullWhen(false)] out ContractMember member) =>
        (_byId ?? throw Unfinished()).TryGetValue(id, out member);

    /// <summary>Finds a member by the interface's method or accessor; an inherited one by the method of the interface that declares it.</summary>
    public bool TryGetMember(MethodInfo method, [MaybeNullWhen(false)] out ContractMember member) =>
        (_byMethod ?? throw Unfinished()).TryGetValue(method, out member);

    /// <summary>What the wire says about this contract. The same message each time: not to be changed.</summary>
    public ContractDescription Describe() => _description ??= ContractDescriber.Describe(this);

    /// <summary><see cref="Describe"/> with the documentation of the source, where there is any; reads a file the first time.</summary>
    public ContractDescription DescribeWithDocumentation() => _documented ??= ContractDocumentation.AddTo(Describe().Clone(), this);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private void Read() => Finish(faults => IsDelegate(Interface) ? DelegateReader.Read(Interface, faults) : ReadInterface(faults), Name);

    private IReadOnlyList<ContractMember> ReadInterface(List<string> faults)
    {
        var reader = new ContractReader(Interface, MemberId.Of, faults);
        IReadOnlyList<ContractMember> members = reader.Read();
        Local = reader.Local;
        return members;
    }

    private void Finish(Func<List<string>, IReadOnlyList<ContractMember>> read, string fingerprinted)
    {
        var faults = new List<string>();
        IReadOnlyList<ContractMember> members = read(faults);
        if (faults.Count > 0)
        {
            _faults = [.. faults.Distinct()];
            throw Unfinished();
        }

        _byId = members.ToFrozenDictionary(member => member.Id);
        _byMethod = members.ToFrozenDictionary(member => member.Method);
        Fingerprint = MemberId.Fingerprint(fingerprinted, members.Select(member => member.Id));
        _members = members;
    }

    private InvalidContractException Unfinished() => new(Interface, _faults ?? ["It is still being read."]);
}
