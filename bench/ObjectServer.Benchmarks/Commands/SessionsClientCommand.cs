using System.CommandLine;
using ObjectServer.Benchmarks.Sessions;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Runs a client with many sessions. This program calls itself by it.</summary>
internal sealed class SessionsClientCommand : Command
{
    private readonly Option<string> _address = new("--address") { Required = true };

    public SessionsClientCommand()
        : base("sessions-client")
    {
        Hidden = true;
        Add(_address);
        SetAction((parsed, _) => SessionsProgram.RunAsync(parsed.GetValue(_address)!));
    }
}
