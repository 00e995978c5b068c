using System.CommandLine;
using ObjectServer.Benchmarks.Objects;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Runs a client that holds many objects, or one that calls some of them. This program calls itself by it.</summary>
internal sealed class TokensCommand : Command
{
    private readonly Option<string> _address = new("--address") { Required = true };
    private readonly Option<int> _hold = new("--hold");
    private readonly Option<int> _named = new("--named") { DefaultValueFactory = _ => 1 };

    public TokensCommand()
        : base("tokens")
    {
        Hidden = true;
        foreach (Option option in (Option[])[_address, _hold, _named]) Add(option);
        SetAction((parsed, _) => parsed.GetValue(_hold) is > 0 and int count
            ? TokensProgram.HoldAsync(parsed.GetValue(_address)!, count, parsed.GetValue(_named))
            : TokensProgram.CallAsync(parsed.GetValue(_address)!));
    }
}
