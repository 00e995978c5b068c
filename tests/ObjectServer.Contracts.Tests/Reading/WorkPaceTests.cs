using System.Diagnostics;
using ObjectServer.Reading;

namespace ObjectServer.Contracts.Tests.Reading;

public sealed class WorkPaceTests
{
    private const int Some = 100;

    // As others count it, and far from its limit on either side.
    private static readonly long Quick = Stopwatch.Frequency / 1_000_000;
    private static readonly long Long = Stopwatch.Frequency;

    [Fact]
    public void Work_IsQuickWhenItHasBeenSeenToBe()
    {
        var pace = default(WorkPace);
        Assert.False(pace.IsQuick);

        pace.Took(Quick);

        Assert.True(pace.IsQuick);
    }

    [Fact]
    public void Work_ThatIsLongOfItself_IsNotQuickAtOnce()
    {
        WorkPace pace = QuickSoFar();

        // On a busy machine a piece may be interrupted, and says nothing then.
        int pieces = 0;
        while (pace.IsQuick && pieces < Some)
        {
            pieces++;
            pace.Took(Long);
        }

        Assert.InRange(pieces, 1, Some - 1);
    }

    [Fact]
    public void Work_ThatACollectionHeldUp_StaysQuick()
    {
        WorkPace pace = QuickSoFar();

        GC.Collect(0);
        pace.Took(Long);

        Assert.True(pace.IsQuick);
    }

    [Fact]
    public void Work_ThatIsNeverDoneWithoutACollection_IsNotQuick()
    {
        WorkPace pace = QuickSoFar();

        for (int i = 0; i < Some; i++)
        {
            GC.Collect(0);
            pace.Took(Long);
        }

        Assert.False(pace.IsQuick);
    }

    private static WorkPace QuickSoFar()
    {
        var pace = default(WorkPace);
        for (int i = 0; i < Some; i++) pace.Took(Quick);

        // What came before is told now, and not with the first piece.
        Preemption.HasHappened();
        Collection.HasHappened();
        return pace;
    }
}
