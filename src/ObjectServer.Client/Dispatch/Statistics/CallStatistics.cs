using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ObjectServer.Dispatch.Statistics;

/// <summary>
/// Counts the calls of a server's objects, per type and member. An object finds its members' places when it comes into being, so that a call
/// looks nothing up. Bounded by the types there are, of which generic ones count once, and by <see cref="MostTypes"/>. Calls may overlap.
/// </summary>
/// <param name="counts">Whether anything is counted.</param>
/// <param name="time">The clock of errors.</param>
internal sealed class CallStatistics(bool counts, TimeProvider time)
{
    /// <summary>How many types are told apart; the calls of all further ones are counted together.</summary>
    public const int MostTypes = 4096;

    /// <summary>What those further ones are called, and their members.</summary>
    public const string Others = "(others)";

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, MemberStatistics>> _types = new(StringComparer.Ordinal);

    // Weak keys: a class in an unloadable assembly takes its entry with it; what was counted stays, under its name.
    private readonly ConditionalWeakTable<ObjectType, ConcurrentDictionary<string, MemberStatistics[]>> _forms = [];

    /// <summary>Whether anything is counted.</summary>
    public bool Counts => counts;

    /// <summary>The clock of errors.</summary>
    public TimeProvider Time => time;

    /// <summary>The members of a type, by their invokers' places.</summary>
    /// <param name="type">What the object shares.</param>
    /// <param name="name">The name that it is registered under; null for none.</param>
    public MemberStatistics[] Of(ObjectType type, string? name)
    {
        ConcurrentDictionary<string, MemberStatistics[]> names = _forms.GetValue(type, static _ => new ConcurrentDictionary<string, MemberStatistics[]>(StringComparer.Ordinal));
        return names.TryGetValue(name ?? "", out MemberStatistics[]? known) ? known : names.GetOrAdd(name ?? "", Make(type, name));
    }

    /// <summary>What has been counted, of members that have been called: by type and member, in the order of their names.</summary>
    public IReadOnlyList<MemberReport> Read() =>
    [
        .. Members.Where(member => member.HasCounted)
            .OrderBy(member => member.Type, StringComparer.Ordinal).ThenBy(member => member.Member, StringComparer.Ordinal)
            .Select(member => member.Read()),
    ];

    /// <summary>All members that are known, in no order.</summary>
    public IEnumerable<MemberStatistics> Members => _types.Values.SelectMany(type => type.Values);

    private MemberStatistics[] Make(ObjectType type, string? name)
    {
        string typeName = name ?? MemberLabels.Of(type.Class);
        bool isOther = _types.Count >= MostTypes && !_types.ContainsKey(typeName);
        if (isOther) typeName = Others;
        ConcurrentDictionary<string, MemberStatistics> members = _types.GetOrAdd(typeName, static _ => new(StringComparer.Ordinal));
        return
        [
            .. MemberLabels.OfMembers(type).Select(label => members.GetOrAdd(
                isOther ? Others : label, static (member, given) => new MemberStatistics(given.All, given.Type, member), (All: this, Type: typeName))),
        ];
    }
}
