using ObjectServer.Reading;

namespace ObjectServer.Contracts.Tests.Reading;

/// <summary>A thread that looks for what comes next before it sleeps.</summary>
public sealed class ReadSpinTests
{
    [Fact]
    public void TryTake_WhereNothingEverComes_HardlyEverLooks()
    {
        var spin = new ReadSpin();
        int looked = 0;

        for (int i = 0; i < 99; i++)
        {
            var source = new Source(has: false);
            Assert.False(spin.TryTake(ref source));
            if (source.IsAsked) looked++;
        }

        // Once, and once after every 32 waits: fewer where others of this process look at the same time.
        Assert.InRange(looked, 0, 3);
    }

    [Fact]
    public void TryTake_WhereSomethingIsThere_TakesItIfItLooks()
    {
        var spin = new ReadSpin();

        for (int i = 0; i < 99; i++)
        {
            var source = new Source(has: true);
            Assert.Equal(spin.TryTake(ref source), source.IsAsked);
        }
    }

    private struct Source(bool has) : ISpinSource
    {
        public bool IsAsked { get; private set; }

        public bool TryTake()
        {
            IsAsked = true;
            return has;
        }
    }
}
