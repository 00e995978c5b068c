namespace ObjectServer.IntegrationTests.Proxies.Reporting;

public sealed class Reporter : IReporter
{
    private IProgress<int>? _kept;

    /// <summary>Completes when <see cref="ReportWhenToldAsync"/> is to go on.</summary>
    public TaskCompletionSource Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when <see cref="ReportWhenToldAsync"/> is to end.</summary>
    public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Count(int steps, IProgress<int> progress)
    {
        for (int i = 1; i <= steps; i++) progress.Report(i);
        return steps;
    }

    public async Task<int> CountAsync(int steps, IProgress<int>? progress)
    {
        await Task.Yield();
        return progress is null ? -1 : Count(steps, progress);
    }

    public async ValueTask InterleaveAsync(
        int steps, IProgress<int>? numbers, string prefix, IProgress<string>? texts, IProgress<Step>? records)
    {
        for (int i = 1; i <= steps; i++)
        {
            numbers?.Report(i);
            texts?.Report($"{prefix} {i}");
            if (i % 3 == 0) await Task.Yield();
            records?.Report(new Step(i, [i, i / 2.0]));
        }
    }

    public Task<int> ShowAsync(IProgress<IReporter?> reporters, IReporter other)
    {
        reporters.Report(this);
        reporters.Report(null);
        reporters.Report(other);
        return Task.FromResult(3);
    }

    public async Task FailAfterAsync(int steps, IProgress<int> progress)
    {
        await CountAsync(steps, progress);
        throw new InvalidOperationException($"failed after {steps}");
    }

    public Task KeepAsync(IProgress<int> progress)
    {
        _kept = progress;
        return Task.CompletedTask;
    }

    public async Task ReportWhenToldAsync(IProgress<int> progress)
    {
        progress.Report(1);
        await Told.Task;
        for (int i = 2; i <= 10; i++) progress.Report(i);
        await Stopped.Task;
    }

    /// <summary>Reports for the call that left its progress here, whether it has ended or not.</summary>
    public void ReportForKept(int steps) => Count(steps, _kept!);
}
