using System.CommandLine;
using ObjectServer.Benchmarks.Values;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Runs a process whose sessions listen to one event. This program calls itself by it.</summary>
internal sealed class FanoutClientCommand : Command
{
    private readonly Option<int> _group = new("--group") { Required = true };
    private readonly Option<string> _address = new("--address") { Required = true };
    private readonly Option<double> _warmup = new("--warmup");
    private readonly Option<double> _seconds = new("--seconds") { Required = true };

    public FanoutClientCommand()
        : base("fanout-client")
    {
        Hidden = true;
        foreach (Option option in (Option[])[_group, _address, _warmup, _seconds]) Add(option);
        SetAction((parsed, _) => FanoutProgram.RunAsync(
            parsed.GetValue(_group),
            parsed.GetValue(_address)!,
            TimeSpan.FromSeconds(parsed.GetValue(_warmup)),
            TimeSpan.FromSeconds(parsed.GetValue(_seconds))));
    }
}
