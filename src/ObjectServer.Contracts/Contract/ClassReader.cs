using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>
/// Reads a contract from a class: those of its public instance methods, properties and events that are selected, inherited ones included,
/// never those of <see cref="object"/>. Collects every fault instead of stopping at the first.
/// </summary>
/// <param name="type">The class.</param>
/// <param name="selection">What is selected.</param>
/// <param name="idOf">Gives the id for a declaring type's name and a signature.</param>
/// <param name="faults">Takes one sentence per fault.</param>
internal sealed class ClassReader(Type type, ClassSelection selection, Func<string, string, ulong> idOf, List<string> faults)
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    private const int MostCandidates = 3;

    private readonly List<ContractMember> _members = [];

    /// <summary>Every selected member; meaningful only if no fault was found.</summary>
    public IReadOnlyList<ContractMember> Read()
    {
        ClassMember[] shareable = [.. ClassMember.Of(type)];
        HashSet<string> names = [.. shareable.Select(member => member.Name)];
        foreach (string name in selection.Named.Union(selection.Excepted).Union(selection.Returns.Keys).Order(StringComparer.Ordinal))
        {
            if (!names.Contains(name))
                faults.Add(NotThere(name, names));
        }

        foreach (string name in selection.Returns.Keys.Where(name => names.Contains(name) && !selection.Includes(name)))
            faults.Add($"{name}: Returns says what it returns, but it is not selected.");

        var reader = new MemberReader(type, new DefaultImplementations([]), faults, selection);
        foreach (ClassMember member in shareable.Where(member => selection.Includes(member.Name)))
            Read(member, reader);

        if (_members.Count == 0 && faults.Count == 0)
            faults.Add("No member is selected; say Public(), or Only() with the members' names.");
        return _members;
    }

    private void Read(ClassMember member, MemberReader reader)
    {
        if (member.Event is { } @event)
        {
            if (selection.ReturnedAs(member.Name) is not null)
                faults.Add($"{reader.Label(member.Declaring, member.Name)}: an event returns nothing; leave out Returns.");
            Add(reader.Read(@event.GetAddMethod(), null, MemberKind.Adder));
            Add(reader.Read(@event.GetRemoveMethod(), null, MemberKind.Remover));
            return;
        }

        if (member.Property is null)
        {
            Add(reader.Read(member.Method, null, MemberKind.Method));
            return;
        }

        Add(reader.Read(member.Getter, member.Property, MemberKind.Getter));

        // Who has an init accessor can be read, and nobody elsewhere can write it.
        bool isInit = member.Setter?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        if (!isInit)
            Add(reader.Read(member.Setter, member.Property, MemberKind.Setter));
    }

    private void Add(MemberDraft? draft)
    {
        if (draft is not null)
            _members.Add(draft.Finish(_members.Count, idOf));
    }

    private string NotThere(string name, IEnumerable<string> names)
    {
        string reason = type.GetMember(name, Everything) is [] ? "there is no such member" : Reason(type.GetMember(name, Everything)[0]);
        IReadOnlyList<string> nearest = NearestNames.To(name, names, MostCandidates);
        return $"{name}: {reason}.{Errors.CandidateText.After("Nearest", nearest)}";
    }

    private static string Reason(MemberInfo member) => member switch
    {
        FieldInfo => "it is a field; make it a property to share it",
        MethodBase { IsStatic: true } => "it is static, and belongs to no object",
        _ when ClassMember.IsOfEveryObject(member) => "every object has it, and a proxy answers it itself",
        _ when ClassMember.IsDisposal(member) => "disposing of a shared object is its server's to do; a proxy that is disposed of gives its reference back",
        _ => "only public members can be shared, and it is none",
    };
}
