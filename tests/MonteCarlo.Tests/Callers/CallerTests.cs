using System.IO.Pipelines;
using MonteCarlo.Callers;
using MonteCarlo.Model;

namespace MonteCarlo.Tests.Callers;

public sealed class CallerTests
{
    [Fact]
    public async Task Round_CallerFails_ThrowsItsErrorAndStopsTheOthers()
    {
        var group = new CallerGroup([new Failing(), new Waiting()]);

        Exception error = await Assert.ThrowsAsync<InvalidDataException>(
            () => group.RunRoundAsync(new SegmentSums[2], 1, measure: true, CancellationToken.None));

        Assert.Equal("no", error.Message);
    }

    [Fact]
    public async Task Round_Cancelled_StopsEveryCaller()
    {
        using var cancel = new CancellationTokenSource();
        var group = new CallerGroup([new Waiting(), new Waiting()]);

        Task round = group.RunRoundAsync(new SegmentSums[4], 1, measure: true, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => round);
    }

    [Fact]
    public async Task Greeting_ProcessCannotStart_SaysWhy()
    {
        var pipe = new CallerPipe("1", TextWriter.Null, new StringReader("""{"Replica":-1,"Error":"the server is gone"}"""));

        Exception error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => pipe.GreetAsync(new CallerGreeting("unix:/nowhere", AuthKey: null, []), CancellationToken.None));

        Assert.Equal("Caller process 1: the server is gone.", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("what is this\n")]
    public async Task Call_ProcessEndsOrTalksNonsense_Fails(string output)
    {
        Pipe answers = new();
        var pipe = new CallerPipe("1", TextWriter.Null, new StreamReader(answers.Reader.AsStream()));
        Task reading = pipe.ReadAnswersAsync();
        Task<SegmentSums> call = pipe.CallAsync(0, 1, measure: true, progress: null, CancellationToken.None);

        await answers.Writer.WriteAsync(System.Text.Encoding.UTF8.GetBytes(output));
        await answers.Writer.CompleteAsync();
        await reading;

        await Assert.ThrowsAsync<InvalidOperationException>(() => call);
        await Assert.ThrowsAsync<InvalidOperationException>(() => pipe.CallAsync(1, 1, measure: true, progress: null, CancellationToken.None));
    }

    [Fact]
    public async Task Answers_ErrorAndLastLine_FailTheCallAndCountTheBytes()
    {
        Pipe answers = new();
        var pipe = new CallerPipe("1", TextWriter.Null, new StreamReader(answers.Reader.AsStream()));
        Task reading = pipe.ReadAnswersAsync();
        Task<SegmentSums> call = pipe.CallAsync(3, 1, measure: true, progress: null, CancellationToken.None);

        await using (var writer = new StreamWriter(answers.Writer.AsStream()))
        {
            CallerLines.Write(writer, new CallerReply(3, Error: "the object is gone"));
            CallerLines.Write(writer, new CallerReply(-1, WireBytes: 4321));
        }

        await reading;
        Exception error = await Assert.ThrowsAsync<InvalidOperationException>(() => call);
        Assert.Contains("the object is gone", error.Message, StringComparison.Ordinal);
        Assert.Equal(4321, pipe.WireBytes);
    }

    [Theory]
    [InlineData(64, 5_000)]
    [InlineData(4, 10)]
    public async Task Meter_RoundOfSegments_CountsEverySweepOnce(int size, int sweeps)
    {
        var counts = new List<long>();
        var meter = new SweepMeter(size * size, counts.Add);
        IReplica[] replicas = [new IsingReplica(size, 2, seed: 1), new IsingReplica(size, 2, seed: 2)];
        var group = new CallerGroup([new InProcessCaller(replicas)], meter);

        await group.RunRoundAsync(new SegmentSums[2], sweeps, measure: true, CancellationToken.None);

        Assert.Equal(2 * sweeps, counts[^1]);
        Assert.Equal(counts.Order(), counts);
        Assert.Equal((long)size * size * sweeps > 10_000_000, meter.IsLong(sweeps));
    }

    [Fact]
    public void SegmentProgress_LateReport_CountsNothing()
    {
        long count = 0;
        var progress = new SegmentProgress(new SweepMeter(16, done => count = done));

        progress.Report(100);
        progress.Report(40);

        Assert.Equal(100, count);
    }

    private sealed class Failing : ISegmentCaller
    {
        public Task<SegmentSums> CallAsync(int replica, int sweeps, bool measure, IProgress<int>? progress, CancellationToken cancel) =>
            Task.FromException<SegmentSums>(new InvalidDataException("no"));
    }

    private sealed class Waiting : ISegmentCaller
    {
        public async Task<SegmentSums> CallAsync(int replica, int sweeps, bool measure, IProgress<int>? progress, CancellationToken cancel)
        {
            await Task.Delay(Timeout.Infinite, cancel);
            throw new InvalidOperationException("It was cancelled.");
        }
    }
}
