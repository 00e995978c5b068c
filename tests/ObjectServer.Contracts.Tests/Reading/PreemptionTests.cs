using System.Diagnostics;
using ObjectServer.Reading;

namespace ObjectServer.Contracts.Tests.Reading;

public sealed class PreemptionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public void Preemption_WhereMoreThreadsWantToRunThanThereAreCores_IsSeenByEach()
    {
        if (!OperatingSystem.IsLinux()) return;
        bool[] seen = new bool[Environment.ProcessorCount * 2];
        Thread[] threads =
        [
            .. seen.Select((_, i) => new Thread(() =>
            {
                // What came before the thread had anything to do does not count.
                Preemption.HasHappened();
                long start = Stopwatch.GetTimestamp();
                while (!seen[i] && Stopwatch.GetElapsedTime(start) < Limit) seen[i] = Preemption.HasHappened();
            })),
        ];

        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        Assert.All(seen, Assert.True);
    }

    [Fact]
    public void Preemption_ThatWasToldOf_IsNotToldOfAgain()
    {
        if (!OperatingSystem.IsLinux()) return;
        bool again = true;
        var thread = new Thread(() =>
        {
            // Most of the time nothing comes between two questions.
            for (int i = 0; i < 1000 && again; i++) again = Preemption.HasHappened();
        });

        thread.Start();
        thread.Join();

        Assert.False(again);
    }
}
