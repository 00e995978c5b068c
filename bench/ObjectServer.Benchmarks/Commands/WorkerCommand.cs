using System.CommandLine;
using ObjectServer.Benchmarks.Experiments;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Runs one of the processes that use a big thing together. This program calls itself by it.</summary>
internal sealed class WorkerCommand : Command
{
    private readonly Option<string> _address = new("--address") { Required = true };
    private readonly Option<bool> _inPlace = new("--in-place") { DefaultValueFactory = _ => true };

    public WorkerCommand()
        : base("worker")
    {
        Hidden = true;
        Add(_address);
        Add(_inPlace);
        SetAction((parsed, _) => WorkerProgram.RunAsync(parsed.GetValue(_address)!, parsed.GetValue(_inPlace)));
    }
}
