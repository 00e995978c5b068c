using System.CommandLine;
using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Rivals.RawSockets;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Runs the client of one measurement. This program calls itself by it.</summary>
internal sealed class ClientCommand : Command
{
    private readonly Argument<TargetKind> _target = new("target");
    private readonly Option<string> _address = new("--address") { Required = true };
    private readonly Option<LoadKind> _load = new("--load");
    private readonly Option<int> _callers = new("--callers") { DefaultValueFactory = _ => 1 };
    private readonly Option<int> _channels = new("--channels") { DefaultValueFactory = _ => 1 };
    private readonly Option<int> _requestBytes = new("--request-bytes") { DefaultValueFactory = _ => 16 };
    private readonly Option<int> _replyBytes = new("--reply-bytes") { DefaultValueFactory = _ => 16 };
    private readonly Option<double> _warmup = new("--warmup");
    private readonly Option<double> _seconds = new("--seconds");
    private readonly Option<bool> _turns = new("--turns");

    public ClientCommand()
        : base("client")
    {
        Hidden = true;
        Add(_target);
        foreach (Option option in (Option[])[_address, _load, _callers, _channels, _requestBytes, _replyBytes, _warmup, _seconds, _turns]) Add(option);
        SetAction((parsed, _) => parsed.GetValue(_turns)
            ? ClientProgram.TakeTurnsAsync(RequestOf(parsed))
            : ClientProgram.RunAsync(
                RequestOf(parsed), TimeSpan.FromSeconds(parsed.GetValue(_warmup)), TimeSpan.FromSeconds(parsed.GetValue(_seconds))));
    }

    private ClientRequest RequestOf(ParseResult parsed) => new(
        parsed.GetValue(_target),
        parsed.GetValue(_address)!,
        parsed.GetValue(_load),
        parsed.GetValue(_callers),
        parsed.GetValue(_channels),
        new EchoSizes(parsed.GetValue(_requestBytes), parsed.GetValue(_replyBytes)));
}
