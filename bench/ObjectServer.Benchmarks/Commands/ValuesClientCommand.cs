using System.CommandLine;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Benchmarks.Values;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Runs a client that sends or fetches values. This program calls itself by it.</summary>
internal sealed class ValuesClientCommand : Command
{
    private readonly Argument<ValueKind> _kind = new("kind");
    private readonly Option<ServerKind> _server = new("--server") { Required = true };
    private readonly Option<string> _address = new("--address") { Required = true };
    private readonly Option<double> _warmup = new("--warmup");
    private readonly Option<double> _seconds = new("--seconds") { Required = true };

    public ValuesClientCommand()
        : base("values-client")
    {
        Hidden = true;
        Add(_kind);
        foreach (Option option in (Option[])[_server, _address, _warmup, _seconds]) Add(option);
        SetAction((parsed, _) => ValueProgram.RunAsync(
            parsed.GetValue(_server),
            parsed.GetValue(_kind),
            parsed.GetValue(_address)!,
            TimeSpan.FromSeconds(parsed.GetValue(_warmup)),
            TimeSpan.FromSeconds(parsed.GetValue(_seconds))));
    }
}
