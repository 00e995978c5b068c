using System.Collections.Frozen;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Dispatch;

/// <summary>
/// Finds the members of a class by name, for callers that have no contract. Of contracts that have the same name the first counts.
/// What a caller says is only compared. Immutable; look-ups may overlap.
/// </summary>
internal sealed class MemberNames
{
    private const string Indexer = "Item";
    private const int MostCandidates = 5;
    private const int MostNameChars = 256;

    private readonly ObjectType _type;
    private readonly FrozenDictionary<(string Name, MemberKind Kind), MemberInvoker[]> _members;

    public MemberNames(ObjectType type)
    {
        _type = type;
        var members = new Dictionary<(string, MemberKind), MemberInvoker[]>();
        foreach (ContractModel contract in type.Contracts)
        {
            AddAll(contract.Members, member => member.Name);
            AddAll(contract.Members.Where(member => member.Property?.GetIndexParameters().Length > 0), _ => Indexer);
            AddAll(contract.Members, member => member.Signature);
            AddAll(contract.Members, member => member.ToString());
        }

        _members = members.ToFrozenDictionary();

        void AddAll(IEnumerable<ContractMember> found, Func<ContractMember, string> name)
        {
            // A member that hides an inherited one of the same signature stands before it.
            foreach (IGrouping<(string, MemberKind), ContractMember> group in found.GroupBy(member => (name(member), member.Kind)))
            {
                members.TryAdd(group.Key, [.. group.DistinctBy(member => member.Signature).Select(member => type.Find(member.Id)!)]);
            }
        }
    }

    /// <summary>The method of a name, or of a full signature, or the member of an id.</summary>
    /// <param name="name">Name or signature; a signature may have the declaring interface and "::" before it.</param>
    /// <param name="id">The member's id; 0 to go by the name.</param>
    /// <param name="given">How many arguments there are.</param>
    /// <param name="types">How many type arguments there are.</param>
    /// <exception cref="MemberNotFoundException">There is none.</exception>
    /// <exception cref="ArgumentEncodingException">None of that name takes so many arguments.</exception>
    /// <exception cref="ProtocolException">Several do.</exception>
    public MemberInvoker FindMethod(string name, ulong id, int given, int types) => id == 0
        ? Find(name, MemberKind.Method, given, types)
        : Checked(_type.Find(id) ?? throw NotFound($"{id:x16}", reason: null), given, types);

    /// <summary>The getter of a property, or of an indexer with so many keys.</summary>
    /// <inheritdoc cref="FindMethod"/>
    public MemberInvoker FindGetter(string property, int keys) => Find(property, MemberKind.Getter, keys);

    /// <summary>The setter of a property, or of an indexer with so many keys.</summary>
    /// <inheritdoc cref="FindMethod"/>
    public MemberInvoker FindSetter(string property, int keys) => Find(property, MemberKind.Setter, keys + 1);

    private MemberInvoker Find(string name, MemberKind kind, int given, int types = 0)
    {
        if (!_members.TryGetValue((name, kind), out MemberInvoker[]? overloads)) throw NotFound(name, Other(name, kind));
        if (overloads.Length == 1) return Checked(overloads[0], given, types);
        MemberInvoker[] fitting = [.. overloads.Where(one => one.Member.TypeArguments.Count == types && Takes(one.Member, given))];
        return fitting.Length switch
        {
            1 => fitting[0],
            0 => throw new ArgumentEncodingException($"No overload of {name} takes {Count(given, kind)}{Count(types)}. There are: {Text(overloads)}."),
            _ => throw new ProtocolException(
                $"{name} is ambiguous, {Count(given, kind)}{Count(types)} fit: {Text(fitting)}. Give one of these signatures in place of the name, or a method's member_id."),
        };
    }

    private static bool Takes(ContractMember member, int given) =>
        given <= member.Parameters.Count
        && member.Parameters.Skip(given).All(parameter => parameter.CanBeLeftOut);

    private static MemberInvoker Checked(MemberInvoker invoker, int given, int types)
    {
        ContractMember member = invoker.Member;
        if (types != member.TypeArguments.Count)
            throw new ArgumentEncodingException($"{member} takes {member.TypeArguments.Count} type arguments; {types} were given.");
        return given <= member.Parameters.Count
            ? invoker
            : throw new ArgumentEncodingException($"{member} takes {Count(member.Parameters.Count, member.Kind)}; {Count(given, member.Kind)} were given.");
    }

    private static string Count(int types) => types == 0 ? "" : $" and {types} type arguments";

    private static string Count(int given, MemberKind kind) => kind switch
    {
        MemberKind.Getter => $"{given} keys",
        MemberKind.Setter => $"{given - 1} keys and a value",
        _ => $"{given} arguments",
    };

    private static string Text(IEnumerable<MemberInvoker> members) => string.Join("; ", members.Select(one => one.Member.Signature));

    /// <summary>What a caller may have meant who asked for another kind of member; null when there is none of that name at all.</summary>
    private string? Other(string name, MemberKind kind) => kind switch
    {
        MemberKind.Method when Has(name, MemberKind.Getter) || Has(name, MemberKind.Setter) => "is a property, not a method: use GetProperty and SetProperty",
        not MemberKind.Method when Has(name, MemberKind.Method) => "is a method, not a property: use Invoke",
        MemberKind.Setter when Has(name, MemberKind.Getter) => "can only be read: it has no setter",
        MemberKind.Getter when Has(name, MemberKind.Setter) => "can only be written: it has no getter",
        _ => null,
    };

    private bool Has(string name, MemberKind kind) => _members.ContainsKey((name, kind));

    private MemberNotFoundException NotFound(string name, string? reason)
    {
        name = name.Length <= MostNameChars ? name : name[..MostNameChars];
        string contract = _type.Contracts[0].Name;
        string[] nearest =
        [
            .. _type.Contracts
                .SelectMany(one => one.Members)
                .OrderBy(member => NearestNames.Distance(name, name.Contains('(', StringComparison.Ordinal) ? member.Signature : member.Name))
                .ThenBy(member => member.Signature, StringComparer.Ordinal)
                .Select(member => member.Signature)
                .Distinct(StringComparer.Ordinal)
                .Take(MostCandidates),
        ];
        return reason is null
            ? new MemberNotFoundException(contract, name, nearest)
            : new MemberNotFoundException($"{name} of {contract} {reason}.", contract, name, nearest, innerException: null);
    }
}
