using MonteCarlo.Model;

namespace MonteCarlo.Tests.Model;

public sealed class IsingReplicaTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(16)]
    public async Task Energy_AfterManySweeps_EqualsRecomputation(int size)
    {
        var replica = new IsingReplica(size, 2.3, seed: 11);

        for (int i = 0; i < 20; i++)
        {
            await replica.RunAsync(25);

            (long energy, long magnetization) = replica.Lattice.Recompute();
            Assert.Equal(energy, replica.Energy);
            Assert.Equal(magnetization, replica.Lattice.Magnetization);
        }
    }

    [Fact]
    public void Energy_NewReplica_IsTheLowest()
    {
        var replica = new IsingReplica(6, 1, seed: 1);

        Assert.Equal(-72, replica.Energy);
    }

    [Fact]
    public async Task Measure_SegmentCutInTwo_GivesTheSameSums()
    {
        var whole = new IsingReplica(8, 2.1, seed: 3);
        var cut = new IsingReplica(8, 2.1, seed: 3);

        SegmentSums all = await whole.MeasureAsync(100);
        SegmentSums first = await cut.MeasureAsync(30);
        SegmentSums second = await cut.MeasureAsync(70);

        Assert.Equal(all.FinalEnergy, second.FinalEnergy);
        Assert.Equal(all.Energy, first.Energy + second.Energy);
        Assert.Equal(all.EnergySquared, first.EnergySquared + second.EnergySquared);
        Assert.Equal(all.AbsMagnetization, first.AbsMagnetization + second.AbsMagnetization);
        Assert.Equal(100, all.Sweeps);
    }

    [Fact]
    public async Task Run_SameSeed_IsMeasureWithoutSums()
    {
        var run = new IsingReplica(8, 2.1, seed: 3);
        var measured = new IsingReplica(8, 2.1, seed: 3);

        await run.RunAsync(50);
        SegmentSums sums = await measured.MeasureAsync(50);

        Assert.Equal(sums.FinalEnergy, run.Energy);
    }

    [Fact]
    public async Task Run_OtherSeed_GoesAnotherWay()
    {
        var one = new IsingReplica(8, 2.5, seed: 1);
        var other = new IsingReplica(8, 2.5, seed: 2);

        SegmentSums first = await one.MeasureAsync(50);
        SegmentSums second = await other.MeasureAsync(50);

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Run_Progress_RisesToTheLastSweep()
    {
        var replica = new IsingReplica(32, 2.5, seed: 1);
        var progress = new RecordedProgress();

        await replica.RunAsync(3_000, progress);

        Assert.Equal(3_000, progress.Values[^1]);
        Assert.Equal(progress.Values.Order(), progress.Values);
    }

    [Fact]
    public async Task Run_CancelledWhileRunning_StopsBetweenTwoSweeps()
    {
        using var cancel = new CancellationTokenSource();
        var replica = new IsingReplica(256, 2.5, seed: 1);
        var progress = new RecordedProgress { OnReport = _ => cancel.Cancel() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => replica.RunAsync(int.MaxValue, progress, cancel.Token));

        Assert.Single(progress.Values);
        Assert.Equal(replica.Lattice.Recompute().Energy, replica.Energy);
    }

    [Fact]
    public async Task Measure_CancelledBefore_DoesNothing()
    {
        var replica = new IsingReplica(4, 2.5, seed: 1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => replica.MeasureAsync(10, cancel: new CancellationToken(canceled: true)));

        Assert.Equal(-32, replica.Energy);
    }

    [Fact]
    public async Task Measure_LongSegment_AllocatesNothingPerSweep()
    {
        var replica = new IsingReplica(4, 2.5, seed: 1);
        await replica.MeasureAsync(10);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Task<SegmentSums> segment = replica.MeasureAsync(10_000);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
        await segment;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Temperature_Impossible_IsRefused(double temperature)
    {
        var replica = new IsingReplica(4, 2, seed: 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => replica.Temperature = temperature);

        Assert.Equal(2, replica.Temperature);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(IsingReplica.MaxSize + 1)]
    public void Size_OutOfRange_IsRefused(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new IsingReplica(size, 2, seed: 1));

    private sealed class RecordedProgress : IProgress<int>
    {
        public List<int> Values { get; } = [];

        public Action<int> OnReport { get; init; } = _ => { };

        public void Report(int value)
        {
            Values.Add(value);
            OnReport(value);
        }
    }
}
