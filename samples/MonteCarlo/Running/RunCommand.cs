using System.Text;
using MonteCarlo.Exchange;
using MonteCarlo.Report;
using Spectre.Console;

namespace MonteCarlo.Running;

/// <summary>What the program does: open a place for the replicas, run with live progress, show the result, write the files.</summary>
/// <param name="console">The terminal.</param>
internal sealed class RunCommand(IAnsiConsole console)
{
    /// <summary>Runs.</summary>
    /// <returns>Exit code 0.</returns>
    public async Task<int> RunAsync(RunSettings settings, CancellationToken cancel)
    {
        var seeds = Seeds.From(settings.Seed, settings.Temperatures.Count);
        RunResult result;
        await using (IReplicaPlace place = await OpenAsync(settings, seeds, cancel))
        {
            console.MarkupLineInterpolated(
                $"[bold]{settings.Size} × {settings.Size}[/] Ising lattice, {settings.Temperatures.Count} replicas in {place.Name}, seed {settings.Seed}");
            result = await RunWithProgressAsync(settings, seeds, place, cancel);
        }

        new ConsoleReport(console).Write(result);
        WriteFiles(result);
        return 0;
    }

    private static async Task<IReplicaPlace> OpenAsync(RunSettings settings, Seeds seeds, CancellationToken cancel) =>
        settings.Direct ? new DirectPlace(settings, seeds) : await ServerPlace.OpenAsync(settings, seeds, cancel);

    private Task<RunResult> RunWithProgressAsync(RunSettings settings, Seeds seeds, IReplicaPlace place, CancellationToken cancel)
    {
        if (!console.Profile.Capabilities.Interactive)
            return MonteCarloRun.RunAsync(settings, seeds, place, progress: null, cancel);

        int rounds = ExchangePlan.For(settings.Sweeps, settings.ExchangeEvery).Rounds;
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async display =>
            {
                ProgressTask bar = display.AddTask("rounds of sweeps and exchanges", maxValue: rounds);
                return await MonteCarloRun.RunAsync(settings, seeds, place, new BarProgress(bar), cancel);
            });
    }

    private void WriteFiles(RunResult result)
    {
        RunSettings settings = result.Settings;
        using (var writer = new StreamWriter(settings.ReportFile, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            HtmlReport.Write(result, writer);

        console.WriteLine($"report: {Path.GetFullPath(settings.ReportFile)}");
        if (settings.JsonFile is null)
            return;

        using (FileStream stream = File.Create(settings.JsonFile))
            JsonReport.Write(result, stream);

        console.WriteLine($"figures: {Path.GetFullPath(settings.JsonFile)}");
    }

    /// <summary>Moves the bar as the rounds are done, on the thread that reports them.</summary>
    private sealed class BarProgress(ProgressTask bar) : IProgress<int>
    {
        public void Report(int value) => bar.Value = value;
    }
}
