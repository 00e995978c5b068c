using ObjectServer.Dispatch.Statistics;

namespace ObjectServer.Dashboard.Rendering;

/// <summary>By what members are sorted.</summary>
internal static class MemberOrder
{
    /// <summary>Members in an order.</summary>
    /// <param name="members">The members.</param>
    /// <param name="by">The column; null for those first that have taken the most time in all.</param>
    /// <param name="descending">The largest first.</param>
    public static IEnumerable<MemberReport> Sort(IEnumerable<MemberReport> members, string? by, bool descending) => by switch
    {
        "type" => descending ? members.OrderByDescending(Text, StringComparer.Ordinal) : members.OrderBy(Text, StringComparer.Ordinal),
        "calls" => By(members, static one => one.Calls, descending),
        "errors" => By(members, static one => one.Errors, descending),
        "half" => By(members, static one => one.Duration.P50.Ticks, descending),
        "most" => By(members, static one => one.Duration.P95.Ticks, descending),
        "nearly" => By(members, static one => one.Duration.P99.Ticks, descending),
        "longest" => By(members, static one => one.Duration.Max.Ticks, descending),
        "wait" => By(members, static one => one.Wait.P95.Ticks, descending),
        _ => By(members, static one => one.Duration.Sum.Ticks, descending: true),
    };

    private static string Text(MemberReport member) => $"{member.Type} {member.Member}";

    private static IEnumerable<MemberReport> By(IEnumerable<MemberReport> members, Func<MemberReport, long> key, bool descending) =>
        descending ? members.OrderByDescending(key).ThenBy(Text, StringComparer.Ordinal) : members.OrderBy(key).ThenBy(Text, StringComparer.Ordinal);
}
