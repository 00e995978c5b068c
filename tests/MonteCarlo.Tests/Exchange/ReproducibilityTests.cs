using System.IO.Pipelines;
using MonteCarlo.Callers;
using MonteCarlo.Exchange;
using MonteCarlo.Running;

namespace MonteCarlo.Tests.Exchange;

public sealed class ReproducibilityTests
{
    private static readonly RunSettings Settings = new() { Sweeps = 5_000, ExchangeEvery = 10, Seed = 77, Callers = 1 };

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    public async Task Run_SameSeedMoreCallers_GivesTheSameNumbers(int callers)
    {
        RunResult one = await InProcessRun.RunAsync(Settings);

        RunResult many = await InProcessRun.RunAsync(Settings with { Callers = callers });

        Assert.Equal(InProcessRun.Fingerprint(one), InProcessRun.Fingerprint(many));
    }

    [Fact]
    public async Task Run_SameSeedCallersBehindPipes_GivesTheSameNumbers()
    {
        RunResult one = await InProcessRun.RunAsync(Settings);
        var ends = new List<Func<Task>>();

        RunResult piped = await InProcessRun.RunAsync(Settings, rule: null, replicas =>
        {
            var callers = new List<ISegmentCaller>();
            for (int process = 0; process < 2; process++)
            {
                Pipe requests = new(), answers = new();
                var output = new StreamWriter(requests.Writer.AsStream());
                var program = new CallerProgram(
                    new InProcessCaller(replicas), new StreamReader(requests.Reader.AsStream()), new StreamWriter(answers.Writer.AsStream()));
                var pipe = new CallerPipe("test", output, new StreamReader(answers.Reader.AsStream()));
                Task serving = Task.Run(async () =>
                {
                    await program.RunAsync();
                    await answers.Writer.CompleteAsync();
                });
                Task reading = pipe.ReadAnswersAsync();
                ends.Add(async () =>
                {
                    await output.DisposeAsync();
                    await serving;
                    await reading;
                });
                callers.AddRange([pipe, pipe]);
            }

            return new CallerGroup(callers);
        });

        Assert.Equal(InProcessRun.Fingerprint(one), InProcessRun.Fingerprint(piped));
        foreach (Func<Task> end in ends)
            await end();
    }

    [Fact]
    public async Task Run_OtherSeed_GivesOtherNumbers()
    {
        RunResult one = await InProcessRun.RunAsync(Settings);

        RunResult other = await InProcessRun.RunAsync(Settings with { Seed = 78 });

        Assert.NotEqual(InProcessRun.Fingerprint(one), InProcessRun.Fingerprint(other));
    }

    [Theory]
    [InlineData(1000, 10, 10, 90)]
    [InlineData(1001, 10, 10, 91)]
    [InlineData(5, 5, 0, 1)]
    [InlineData(int.MaxValue, 1, 214748364, 1932735283)]
    public void Plan_Sweeps_AreWholeRoundsAndNoFewer(int sweeps, int every, int warmUp, int measured)
    {
        var plan = ExchangePlan.For(sweeps, every);

        Assert.Equal(new ExchangePlan(warmUp, measured, every), plan);
    }
}
