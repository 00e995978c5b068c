using System.CommandLine;
using ObjectServer.Benchmarks.Calls;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Starts a local server, as a program of a user does. This program calls itself by it.</summary>
internal sealed class StartCommand : Command
{
    public StartCommand()
        : base("start")
    {
        Hidden = true;
        SetAction((_, _) => StartProgram.RunAsync());
    }
}
