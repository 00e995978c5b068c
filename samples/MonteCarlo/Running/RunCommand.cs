using System.Text;
using MonteCarlo.Callers;
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
        console.MarkupLineInterpolated(
            $"[bold]{settings.Size} × {settings.Size}[/] Ising lattice, {settings.Temperatures.Count} replicas, seed {settings.Seed}");
        RunResult result = console.Profile.Capabilities.Interactive
            ? await RunWithProgressAsync(settings, cancel)
            : await RunAsync(settings, meter: null, cancel);
        new ConsoleReport(console).Write(result);
        WriteFiles(result);
        return 0;
    }

    private static async Task<RunResult> RunAsync(RunSettings settings, SweepMeter? meter, CancellationToken cancel)
    {
        var seeds = Seeds.From(settings.Seed, settings.Temperatures.Count);
        await using IReplicaPlace place = settings.Direct
            ? new DirectPlace(settings, seeds, meter)
            : await ServerPlace.OpenAsync(settings, seeds, meter, cancel);
        return await MonteCarloRun.RunAsync(settings, seeds, place, cancel);
    }

    private Task<RunResult> RunWithProgressAsync(RunSettings settings, CancellationToken cancel)
    {
        var plan = ExchangePlan.For(settings.Sweeps, settings.ExchangeEvery);
        double sweeps = (double)plan.Rounds * plan.SweepsPerRound * settings.Temperatures.Count;
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(display =>
            {
                ProgressTask bar = display.AddTask("sweeps", maxValue: sweeps);
                return RunAsync(settings, new SweepMeter(settings.Size * settings.Size, done => bar.Value = done), cancel);
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
}
