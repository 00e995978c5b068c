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
        Task<SegmentSums> call = pipe.CallAsync(0, 1, measure: true, CancellationToken.None);

        await answers.Writer.WriteAsync(System.Text.Encoding.UTF8.GetBytes(output));
        await answers.Writer.CompleteAsync();
        await reading;

        await Assert.ThrowsAsync<InvalidOperationException>(() => call);
        await Assert.ThrowsAsync<InvalidOperationException>(() => pipe.CallAsync(1, 1, measure: true, CancellationToken.None));
    }

    [Fact]
    public async Task Answers_ErrorAndLastLine_FailTheCallAndCountTheBytes()
    {
        Pipe answers = new();
        var pipe = new CallerPipe("1", TextWriter.Null, new StreamReader(answers.Reader.AsStream()));
        Task reading = pipe.ReadAnswersAsync();
        Task<SegmentSums> call = pipe.CallAsync(3, 1, measure: true, CancellationToken.None);

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

    private sealed class Failing : ISegmentCaller
    {
        public Task<SegmentSums> CallAsync(int replica, int sweeps, bool measure, CancellationToken cancel) =>
            Task.FromException<SegmentSums>(new InvalidDataException("no"));
    }

    private sealed class Waiting : ISegmentCaller
    {
        public async Task<SegmentSums> CallAsync(int replica, int sweeps, bool measure, CancellationToken cancel)
        {
            await Task.Delay(Timeout.Infinite, cancel);
            throw new InvalidOperationException("It was cancelled.");
        }
    }
}
