using System.CommandLine;
using ObjectServer.Benchmarks.Types;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Runs a client that uses a shared object of the library. This program calls itself by it.</summary>
internal sealed class TypesClientCommand : Command
{
    private readonly Argument<string> _operation = new("operation");
    private readonly Option<string> _address = new("--address") { Required = true };
    private readonly Option<int> _callers = new("--callers") { DefaultValueFactory = _ => 1 };
    private readonly Option<double> _warmup = new("--warmup");
    private readonly Option<double> _seconds = new("--seconds") { Required = true };

    public TypesClientCommand()
        : base("types-client")
    {
        Hidden = true;
        Add(_operation);
        foreach (Option option in (Option[])[_address, _callers, _warmup, _seconds]) Add(option);
        SetAction((parsed, _) => TypeProgram.RunAsync(
            parsed.GetValue(_operation)!,
            parsed.GetValue(_address)!,
            parsed.GetValue(_callers),
            TimeSpan.FromSeconds(parsed.GetValue(_warmup)),
            TimeSpan.FromSeconds(parsed.GetValue(_seconds))));
    }
}
