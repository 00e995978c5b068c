using MonteCarlo.Callers;

namespace MonteCarlo.Tests.EndToEnd;

/// <summary>
/// The sample does not come to its end by itself. Each test also sees, by waiting for the whole group of processes, that nobody
/// of it stays behind.
/// </summary>
public sealed class EndingTests : IDisposable
{
    // Hot replicas, whose energy changes with every segment, for much longer than a test waits.
    private const string LongRun = "--size 64 --temperatures 4,5,6 --sweeps 2000000000";

    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData("--processes 2", false)]
    [InlineData("--processes 2", true)]
    public async Task Interrupt_WhileItRuns_EndsIt(string callers, bool ofTheTerminal)
    {
        await using SampleProcess sample = SampleProcess.Start(_folder, $"{LongRun} {callers}", authKey: RunningReplicas.Key);
        await RunningReplicas.WaitAsync(_folder);

        if (ofTheTerminal)
            sample.Group.SendToAll(ProcessGroup.Interrupt);
        else
            ProcessGroup.Send(sample.Id, ProcessGroup.Interrupt);

        await AssertStoppedAsync(sample);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Interrupt_WhileItStartsItsServer_EndsIt(bool ofTheTerminal)
    {
        await using SampleProcess sample = SampleProcess.Start(_folder, LongRun);
        await sample.Begun;

        if (ofTheTerminal)
            sample.Group.SendToAll(ProcessGroup.Interrupt);
        else
            ProcessGroup.Send(sample.Id, ProcessGroup.Interrupt);

        await AssertStoppedAsync(sample);
    }

    [Fact]
    public async Task Kill_OfTheSample_EndsItsServerAndItsCallers()
    {
        await using SampleProcess sample = SampleProcess.Start(_folder, $"{LongRun} --processes 2", authKey: RunningReplicas.Key);
        await RunningReplicas.WaitAsync(_folder);

        ProcessGroup.Send(sample.Id, ProcessGroup.Kill);

        await sample.WaitForExitAsync();
        Assert.Empty(_folder.ServerFolders);
    }

    [Fact]
    public async Task Kill_OfACaller_FailsTheRunAndSaysWhichItWas()
    {
        await using SampleProcess sample = SampleProcess.Start(_folder, $"{LongRun} --processes 3", authKey: RunningReplicas.Key);
        await RunningReplicas.WaitAsync(_folder);
        IReadOnlyList<int> callers = sample.Group.MembersWith(CallerProcess.Option);
        Assert.Equal(3, callers.Count);

        ProcessGroup.Send(callers[1], ProcessGroup.Kill);

        SampleResult result = await sample.WaitForExitAsync();
        result.AssertExited(1);
        Assert.Matches($@"^Caller process \d \(pid {callers[1]}\): it has ended\.$", result.ErrorLine);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Kill_OfTheServer_FailsTheRunAndSaysSo()
    {
        await using SampleProcess sample = SampleProcess.Start(_folder, LongRun, authKey: RunningReplicas.Key);
        await RunningReplicas.WaitAsync(_folder);

        ProcessGroup.Send(Assert.Single(sample.Group.MembersWith("--parent-pipe")), ProcessGroup.Kill);

        SampleResult result = await sample.WaitForExitAsync();
        result.AssertExited(1);
        Assert.NotEmpty(result.ErrorLine);
        AssertNothingIsLeft();
    }

    private async Task AssertStoppedAsync(SampleProcess sample)
    {
        SampleResult result = await sample.WaitForExitAsync();
        result.AssertExited(130);
        Assert.Equal("Stopped before the end; nothing was written.", result.ErrorLine);
        AssertNothingIsLeft();
    }

    private void AssertNothingIsLeft()
    {
        Assert.Empty(_folder.ServerFolders);
        Assert.False(File.Exists(_folder.Report));
    }
}
