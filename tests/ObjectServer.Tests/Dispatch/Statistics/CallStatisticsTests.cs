using ObjectServer.Dispatch;
using ObjectServer.Dispatch.Statistics;

namespace ObjectServer.Tests.Dispatch.Statistics;

/// <summary>Where calls are counted: under names that are bounded, whatever clients ask for.</summary>
public sealed class CallStatisticsTests
{
    private readonly CallStatistics _statistics = new(counts: true, TimeProvider.System);

    [Fact]
    public void Members_OfOneTypeUnderOneName_AreTheSame()
    {
        ObjectType type = ObjectType.Of(typeof(Counted));

        Assert.Same(_statistics.Of(type, "a"), _statistics.Of(type, "a"));
        Assert.NotSame(_statistics.Of(type, "a")[1], _statistics.Of(type, "b")[1]);
        Assert.Equal(["(snapshot)", "Add", "Total.get"], _statistics.Of(type, null).Select(member => member.Member).Order(StringComparer.Ordinal));
        Assert.All(_statistics.Of(type, null), member => Assert.Equal(typeof(Counted).FullName, member.Type));
    }

    [Fact]
    public void Types_BeyondTheBound_AreCountedTogether()
    {
        ObjectType type = ObjectType.Of(typeof(Counted));
        for (int i = 0; i < CallStatistics.MostTypes; i++) _statistics.Of(type, $"type {i}");

        MemberStatistics[] one = _statistics.Of(type, "one more");
        MemberStatistics[] other = _statistics.Of(type, "another");
        one[1].Ran(1, 0, CallEnd.Succeeded, null);
        other[2].Ran(1, 0, CallEnd.Succeeded, null);

        MemberReport report = Assert.Single(_statistics.Read());
        Assert.Equal((CallStatistics.Others, CallStatistics.Others, 2L), (report.Type, report.Member, report.Calls));
        Assert.Equal("type 7", _statistics.Of(type, "type 7")[1].Type);
    }

    [Fact]
    public void Ends_AreToldApart()
    {
        MemberStatistics member = _statistics.Of(ObjectType.Of(typeof(Counted)), null)[1];
        member.Ran(1, 0, CallEnd.Succeeded, null);
        member.Ran(1, 0, CallEnd.Failed, new InvalidOperationException("x"));
        member.Ran(1, 0, CallEnd.Cancelled, new OperationCanceledException());
        member.NeverRan(CallEnd.Cancelled);
        member.NeverRan(CallEnd.Refused);

        Assert.Equal([1L, 1L, 2L, 1L], Enum.GetValues<CallEnd>().Select(member.CountOf));
        MemberReport report = Assert.Single(_statistics.Read());
        Assert.Equal((3L, 1L, 2L, 1L), (report.Calls, report.Errors, report.Cancelled, report.Refused));
        Assert.Equal("x", Assert.Single(report.LastErrors).Message);
    }
}
