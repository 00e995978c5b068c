using System.CommandLine;
using ObjectServer.Benchmarks.Experiments;
using ObjectServer.Benchmarks.Lanes;
using ObjectServer.Benchmarks.Measuring;

Option<int> rounds = new("--rounds") { Description = "Interleaved rounds; medians are taken over them.", DefaultValueFactory = _ => 5 };
Option<double> seconds = new("--seconds") { Description = "Seconds of each measurement.", DefaultValueFactory = _ => 2.0 };
Option<FileInfo?> json = new("--json") { Description = "File for the rows as JSON." };

Command lanes = Measure("lanes", "A property read while every core computes, with and without the CPU lane.", BusyReadCase.RunAsync);
Command experiments = Measure("experiments", "The Monte Carlo loop through the server beside the same loop in one process.", MonteCarloLoopCase.RunAsync);
Command all = Measure("all", "Everything.", async plan => [.. await BusyReadCase.RunAsync(plan), .. await MonteCarloLoopCase.RunAsync(plan)]);

return await new RootCommand("Measures ObjectServer beside what it is compared with, in one run.") { lanes, experiments, all }
    .Parse(args).InvokeAsync();

Command Measure(string name, string description, Func<MeasuringPlan, Task<IReadOnlyList<ResultRow>>> measure)
{
    var command = new Command(name, description) { rounds, seconds, json };
    command.SetAction(async (parsed, _) =>
    {
        var plan = new MeasuringPlan(Math.Max(1, parsed.GetValue(rounds)), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
        IReadOnlyList<ResultRow> rows = await measure(plan);
        ResultTable.Print(rows, Console.Out);
        if (parsed.GetValue(json) is { } file) ResultTable.WriteJson(rows, file);
        return rows.All(row => row.Holds != false) ? 0 : 1;
    });
    return command;
}
