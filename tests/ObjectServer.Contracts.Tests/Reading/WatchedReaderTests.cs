using ObjectServer.Reading;

namespace ObjectServer.Contracts.Tests.Reading;

public sealed class WatchedReaderTests
{
    private const int Quiet = 100;
    private const int Meetings = 20_000;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Work_ThatIsSeenAtMoreLooksThanItMayTake_IsHandedOver(int looks)
    {
        var reader = new Reader();
        int turn = reader.Begin();

        // The first look finds it new.
        Look(reader, looks);
        for (int i = 0; i < looks; i++) Look(reader, looks);
        Assert.Equal(0, reader.HandedOver);
        Look(reader, looks);

        Assert.Equal(1, reader.HandedOver);
        Assert.False(reader.TryEnd(turn));
    }

    [Fact]
    public void Work_ThatIsOtherWorkAtEachLook_StaysWhereItIs()
    {
        var reader = new Reader();
        for (int i = 0; i < 10; i++)
        {
            int turn = reader.Begin();
            Look(reader, looks: 0);
            Assert.True(reader.TryEnd(turn));
        }

        Assert.Equal(0, reader.HandedOver);
    }

    [Fact]
    public async Task Work_ThatTheWatchAndItsOwnThreadHandOverAtOnce_IsHandedOverOnce()
    {
        using var both = new Barrier(2);
        Reader reader = null!;
        void Meet(Action act)
        {
            for (int i = 0; i < Meetings; i++)
            {
                both.SignalAndWait();
                act();
                both.SignalAndWait();
            }
        }

        Task watch = Task.Run(() => Meet(() => reader.HandOverAfter(0)));
        await Task.Run(() =>
        {
            for (int i = 0; i < Meetings; i++)
            {
                reader = new Reader();
                ReaderLead lead = reader.Current;
                reader.Begin();
                Look(reader, looks: int.MaxValue);
                both.SignalAndWait();
                reader.GiveUp();
                both.SignalAndWait();

                // Whoever came second: the thread that read is told that it does so no more.
                Assert.True(lead.IsOver);
                Assert.False(reader.Current.IsOver);
                Assert.Equal(1, reader.HandedOver);
            }
        });
        await watch;
    }

    [Fact]
    public void Queue_OfThreadsThatWantToRun_IsSeen()
    {
        using var queue = new CoreQueue();
        Assert.True(queue.PerCore() >= 1);
        if (!OperatingSystem.IsLinux()) return;
        bool over = false;
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount * 4).Select(_ => new Thread(() => Run(ref over)))];
        foreach (Thread thread in threads) thread.Start();
        try
        {
            Assert.True(SpinWait.SpinUntil(() => queue.PerCore() >= 2, TimeSpan.FromSeconds(60)));
        }
        finally
        {
            Volatile.Write(ref over, true);
            foreach (Thread thread in threads) thread.Join();
        }
    }

    private static void Run(ref bool over)
    {
        while (!Volatile.Read(ref over)) Thread.SpinWait(100);
    }

    // As the watch does.
    private static void Look(Reader reader, int looks)
    {
        if (reader.IsHeldUp) reader.HandOverAfter(looks);
        Assert.False(reader.IsQuiet(Quiet));
    }

    private sealed class Reader : WatchedReader
    {
        // The process's own watch keeps away from it.
        public Reader()
            : base(new object()) => IsWatched = true;

        public int HandedOver { get; private set; }

        public int Begin() => BeginWork();

        public ReaderLead Current => Lead;

        public void GiveUp() => HandOverNow();

        public bool TryEnd(int turn) => TryEndWork(turn);

        protected override void GoOnElsewhere() => HandedOver++;
    }
}
