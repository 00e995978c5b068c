using System.CommandLine;
using ObjectServer.Benchmarks.Objects;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Runs a client that holds many objects, or one that calls some of them. This program calls itself by it.</summary>
internal sealed class TokensCommand : Command
{
    private readonly Option<string> _address = new("--address") { Required = true };
    private readonly Option<int> _hold = new("--hold");
    private readonly Option<double> _warmup = new("--warmup");
    private readonly Option<double> _seconds = new("--seconds");

    public TokensCommand()
        : base("tokens")
    {
        Hidden = true;
        foreach (Option option in (Option[])[_address, _hold, _warmup, _seconds]) Add(option);
        SetAction((parsed, _) => parsed.GetValue(_hold) is > 0 and int count
            ? TokensProgram.HoldAsync(parsed.GetValue(_address)!, count)
            : TokensProgram.CallAsync(
                parsed.GetValue(_address)!, TimeSpan.FromSeconds(parsed.GetValue(_warmup)), TimeSpan.FromSeconds(parsed.GetValue(_seconds))));
    }
}
