using System.Collections.Frozen;
using System.Reflection;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>Reads one interface into members, and collects every fault on the way instead of stopping at the first.</summary>
/// <param name="contract">The interface.</param>
/// <param name="idOf">Gives the id for a declaring interface's name and a signature.</param>
/// <param name="faults">Takes one sentence per fault.</param>
internal sealed class ContractReader(Type contract, Func<string, string, ulong> idOf, List<string> faults)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly List<ContractMember> _members = [];

    /// <summary>Members that run where they are called: the method, and its body.</summary>
    public IReadOnlyDictionary<MethodInfo, MethodInfo> Local { get; private set; } = FrozenDictionary<MethodInfo, MethodInfo>.Empty;

    /// <summary>Every member; meaningful only if no fault was found.</summary>
    public IReadOnlyList<ContractMember> Read()
    {
        if (!ReadType())
            return [];

        Type[] interfaces = [contract, .. Inherited()];
        var defaults = new DefaultImplementations(interfaces);
        Local = defaults.Local.ToFrozenDictionary();
        var memberReader = new MemberReader(contract, defaults, faults);
        foreach (Type declaring in interfaces)
        {
            if (ContractVisibility.Fault(declaring) is { } fault)
                faults.Add(fault);
            ReadMembers(declaring, memberReader);
        }

        FindCollisions();
        return _members;
    }

    private bool ReadType()
    {
        if (!contract.IsInterface)
        {
            faults.Add($"{TypeNames.Of(contract)} is not an interface; a contract is an interface marked [SharedContract].");
            return false;
        }

        if (contract.ContainsGenericParameters)
        {
            faults.Add($"{TypeNames.Of(contract)} is an open generic interface; use it with its type arguments given.");
            return false;
        }

        if (!ContractModel.IsContract(contract))
            faults.Add($"{TypeNames.Of(contract)} is not marked [SharedContract]; mark it if its instances are to travel by reference.");
        return true;
    }

    // Disposing a proxy releases its reference; it is not a call.
    private IEnumerable<Type> Inherited() => contract.GetInterfaces()
        .Where(inherited => inherited != typeof(IDisposable) && inherited != typeof(IAsyncDisposable))
        .OrderBy(TypeNames.Of, StringComparer.Ordinal);

    private void ReadMembers(Type declaring, MemberReader reader)
    {
        HashSet<MethodInfo> accessors = [];
        foreach (EventInfo @event in declaring.GetEvents(Declared))
        {
            MethodInfo adder = @event.GetAddMethod(true)!;
            MethodInfo remover = @event.GetRemoveMethod(true)!;
            accessors.UnionWith([adder, remover]);
            Add(reader.Read(adder, null, MemberKind.Adder));
            Add(reader.Read(remover, null, MemberKind.Remover));
        }

        foreach (PropertyInfo property in declaring.GetProperties(Declared).OrderBy(property => property.MetadataToken))
        {
            accessors.UnionWith(property.GetAccessors(nonPublic: true));
            Add(reader.Read(property.GetGetMethod(true), property, MemberKind.Getter));
            Add(reader.Read(property.GetSetMethod(true), property, MemberKind.Setter));
        }

        foreach (MethodInfo method in declaring.GetMethods(Declared).OrderBy(method => method.MetadataToken))
        {
            if (!accessors.Contains(method))
                Add(reader.Read(method, null, MemberKind.Method));
        }
    }

    private void Add(MemberDraft? draft)
    {
        if (draft is not null)
            _members.Add(draft.Finish(_members.Count, idOf));
    }

    private void FindCollisions()
    {
        foreach (IGrouping<ulong, ContractMember> same in _members.GroupBy(member => member.Id).Where(group => group.Count() > 1))
            faults.Add($"{string.Join(" and ", same)} have the same member id; rename all but one of them.");
    }
}
