using ObjectServer.Dispatch.Statistics;

namespace ObjectServer.Dashboard.Rendering;

/// <summary>The members that a part of a page is about. One per request.</summary>
internal sealed class MemberReports
{
    /// <summary>The members, in the order in which they are shown.</summary>
    public IReadOnlyList<MemberReport> Members { get; set; } = [];
}
