using System.CommandLine;
using ObjectServer.Benchmarks.Bulk;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Runs the client of small calls beside large arrays. This program calls itself by it.</summary>
internal sealed class MixedCommand : Command
{
    private readonly Option<string> _address = new("--address") { Required = true };
    private readonly Option<bool> _raw = new("--raw");

    public MixedCommand()
        : base("mixed")
    {
        Hidden = true;
        Add(_address);
        Add(_raw);
        SetAction((parsed, _) => MixedProgram.RunAsync(parsed.GetValue(_address)!, parsed.GetValue(_raw)));
    }
}
