using System.CommandLine;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Measures topics one after the other, prints a table of each, and says by its exit code whether every bar holds.</summary>
internal sealed class MeasureCommand : Command
{
    private static readonly MeasuringPlan Defaults = new(5, TimeSpan.FromSeconds(2));

    private readonly IReadOnlyList<Topic> _topics;
    private readonly Option<int> _rounds = new("--rounds")
    {
        Description = "Interleaved rounds; medians are taken over them. Results that are kept have five at least.",
        DefaultValueFactory = _ => Defaults.Rounds,
    };

    private readonly Option<double> _seconds = new("--seconds")
    {
        Description = "Seconds of each measurement.",
        DefaultValueFactory = _ => Defaults.Duration.TotalSeconds,
    };

    private readonly Option<double> _warmup = new("--warmup")
    {
        Description = "Seconds of full load before each measurement in fresh processes. Results that are kept have four at least.",
        DefaultValueFactory = _ => Defaults.Warmup.TotalSeconds,
    };

    private readonly Option<FileInfo?> _json = new("--json") { Description = "File for the rows as JSON." };
    private readonly Option<string?> _case = new("--case") { Description = "Measures only cases whose id contains this.", HelpName = "filter" };
    private readonly Option<int> _seed = new("--seed")
    {
        Description = "What the order within each round is drawn by.",
        DefaultValueFactory = _ => Defaults.Seed,
    };

    private readonly Option<string> _pin = new Option<string>("--pin")
    {
        Description = "Processors of clients and servers, ours and the rivals' alike: none, or split into two halves (calls only).",
        DefaultValueFactory = _ => "none",
    }.AcceptOnlyFromAmong("none", "split");

    private readonly Option<bool> _slow = new("--slow") { Description = "Measures variants of rivals, too, that take minutes each (experiments only)." };
    private readonly Option<string> _socketScheme = new Option<string>("--socket-scheme")
    {
        Description = "By which of our links a Unix socket is used (calls only).",
        DefaultValueFactory = _ => Defaults.SocketScheme,
    }.AcceptOnlyFromAmong("unix", "grpc+unix");

    public MeasureCommand(string name, string description, params IReadOnlyList<Topic> topics)
        : base(name, description)
    {
        _topics = topics;
        foreach (Option option in (Option[])[_rounds, _seconds, _warmup, _json, _case, _seed, _pin, _socketScheme, _slow]) Add(option);
        SetAction((parsed, _) => RunAsync(PlanOf(parsed), parsed.GetValue(_json)));
    }

    private MeasuringPlan PlanOf(ParseResult parsed) => new(Math.Max(1, parsed.GetValue(_rounds)), TimeSpan.FromSeconds(parsed.GetValue(_seconds)))
    {
        Warmup = TimeSpan.FromSeconds(parsed.GetValue(_warmup)),
        Seed = parsed.GetValue(_seed),
        CaseFilter = parsed.GetValue(_case),
        Pinning = parsed.GetValue(_pin) == "split" ? Pinning.Split() : Pinning.None,
        IncludesSlow = parsed.GetValue(_slow),
        SocketScheme = parsed.GetValue(_socketScheme)!,
        Progress = Console.Error,
    };

    private async Task<int> RunAsync(MeasuringPlan plan, FileInfo? json)
    {
        var all = new List<ResultRow>();
        ResultTable.PrintHeader(plan, Console.Out);
        foreach (Topic topic in _topics)
        {
            IReadOnlyList<ResultRow> rows = topic.Measure is null ? [] : [.. (await topic.Measure(plan)).Where(row => plan.Wants(row.Case))];
            if (rows.Count > 0) ResultTable.Print(rows, Console.Out);
            else await Console.Out.WriteLineAsync($"{topic.Name}: {(topic.Measure is null ? "nothing to measure yet" : "no case of that id")}.");
            all.AddRange(rows);

            // After each topic: a run of all of them takes hours, and what it has measured is not lost if it ends early.
            if (json is not null) ResultTable.WriteJson(all, json);
        }

        return all.Any(row => row.Holds == false) ? 1 : 0;
    }
}
