using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// A contract that is known by the server's description alone: what can be done with an object by the names of its members. One for
/// each contract that a session meets. Immutable; look-ups may overlap.
/// </summary>
internal sealed class DescribedContract
{
    private const int MostCandidates = 5;

    private readonly ILookup<(string Name, MemberKind Kind), DescribedMember> _members;
    private readonly DescribedMember[] _all;

    public DescribedContract(SessionSide session, ContractDescription description)
    {
        Remote = new RemoteContract(description.Name, null);

        // A member that hides an inherited one of the same signature stands before it.
        _all = [.. description.Members.Where(IsCallable).DistinctBy(member => member.Signature).Select((member, index) => new DescribedMember(session, member, index))];
        _members = _all.ToLookup(member => (NameOf(member.Description), member.Description.Kind));
        Names = [.. _all.Select(member => NameOf(member.Description)).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>What a handle says of its contract.</summary>
    public RemoteContract Remote { get; }

    /// <summary>The getters of its properties that have no keys.</summary>
    public IReadOnlyList<ContractMember> PlainGetters => [.. _all.Select(member => member.Member).Where(SnapshotInvoker.Takes).DistinctBy(getter => getter.Name)];

    /// <summary>The names of its methods, properties and events.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Its members.</summary>
    public IReadOnlyList<DescribedMember> Members => _all;

    /// <summary>The overloads of a name; none when there is no such member.</summary>
    public IEnumerable<DescribedMember> Find(string name, MemberKind kind) => _members[(name, kind)];

    /// <summary>A proxy for what <paramref name="handle"/> holds.</summary>
    public DynamicProxy Create(RemoteHandle handle) => new(this, handle);

    /// <summary>Whether it has an event of that name.</summary>
    public bool HasEvent(string name) => Has(name, MemberKind.Adder);

    /// <summary>Chooses the overload that the arguments fit best.</summary>
    /// <param name="name">The name; empty for an indexer.</param>
    /// <param name="kind">Method, or which accessor.</param>
    /// <param name="arguments">The arguments; of a setter the last one is the value.</param>
    /// <param name="form">What the program says of them.</param>
    /// <exception cref="MemberNotFoundException">There is no such member; the message lists the nearest.</exception>
    /// <exception cref="ArgumentException">None takes the arguments, or several do equally well; the message lists them.</exception>
    public ArgumentBinding Bind(string name, MemberKind kind, object?[] arguments, CallForm form)
    {
        DescribedMember[] overloads = [.. _members[(name, kind)]];
        if (overloads.Length == 0) throw NotFound(name, kind);
        var fitting = new List<ArgumentBinding>();
        var reasons = new List<string>();
        foreach (DescribedMember member in overloads)
        {
            if (TryBind(member, arguments, form, out string reason) is { } binding) fitting.Add(binding);
            else reasons.Add($"{member.Description.Signature}: {reason}");
        }

        if (fitting.Count == 0)
        {
            string what = overloads[0].Handlers is null ? "these arguments" : "this handler";
            throw new ArgumentException($"{Text(name)} of {Remote.Name} does not take {what}. {string.Join("; ", reasons)}.");
        }

        int least = fitting.Min(binding => binding.Distance);
        ArgumentBinding[] best = [.. fitting.Where(binding => binding.Distance == least)];
        return best.Length == 1
            ? best[0]
            : throw new ArgumentException(
                $"Several overloads of {Text(name)} take these arguments equally well: {string.Join("; ", best.Select(binding => binding.Member.Description.Signature))}. "
                + "Give arguments of the parameters' own types.");
    }

    // One of a kind that only a later version knows is not there for this one; neither is an event without a word of its handlers.
    private static bool IsCallable(MemberDescription member) => member.Kind switch
    {
        MemberKind.Method or MemberKind.Getter or MemberKind.Setter => true,
        MemberKind.Adder or MemberKind.Remover => member.Parameters is [{ Delegate.Members.Count: 1 }],
        _ => false,
    };

    private static ArgumentBinding? TryBind(DescribedMember member, object?[] arguments, CallForm form, out string reason)
    {
        int wanted = member.Description.TypeParameters.Count;
        int given = form.TypeArguments.Count;
        if (wanted == given) return ArgumentBinding.TryBind(wanted == 0 ? member : member.Close(form.TypeArguments), arguments, form, out reason);
        string name = member.Description.Name;
        reason = given > 0 ? $"it takes {wanted} type arguments, and {given} were given"
            : $"it is generic, and nothing but the call says for which types: write them, as in d.{name}<{(wanted == 1 ? "double" : "double, string")}>(…)";
        return null;
    }

    // Indexers have no name in a call, whatever their declaration calls them.
    private static string NameOf(MemberDescription member) => member.Kind switch
    {
        MemberKind.Getter when member.Parameters.Count > 0 => "",
        MemberKind.Setter when member.Parameters.Count > 1 => "",
        _ => member.Name,
    };

    private static string Text(string name) => name.Length == 0 ? "The indexer" : name;

    private MemberNotFoundException NotFound(string name, MemberKind kind)
    {
        string[] nearest =
        [
            .. _all
                .Where(member => member.Description.Kind != MemberKind.Remover)
                .OrderBy(member => NearestNames.Distance(name, member.Description.Name))
                .ThenBy(member => member.Description.Signature, StringComparer.Ordinal)
                .Select(member => member.Description.Signature)
                .Take(MostCandidates),
        ];
        string? reason = kind switch
        {
            _ when HasEvent(name) => $"is an event: a handler is added by d.{name} += handler, and taken away by d.{name} -= handler",
            MemberKind.Method when Has(name, MemberKind.Getter) || Has(name, MemberKind.Setter) => "is a property, not a method: leave out the parentheses",
            not MemberKind.Method when Has(name, MemberKind.Method) => "is a method, not a property: call it, with parentheses",
            MemberKind.Setter when Has(name, MemberKind.Getter) => "can only be read: it has no setter",
            MemberKind.Getter when Has(name, MemberKind.Setter) => "can only be written: it has no getter",
            _ => null,
        };
        string member = name.Length == 0 ? "this[]" : name;
        return reason is null
            ? new MemberNotFoundException(Remote.Name, member, nearest)
            : new MemberNotFoundException($"{Text(name)} of {Remote.Name} {reason}.", Remote.Name, member, nearest, innerException: null);
    }

    private bool Has(string name, MemberKind kind) => _members.Contains((name, kind));
}
