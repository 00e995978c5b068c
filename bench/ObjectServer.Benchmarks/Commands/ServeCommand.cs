using System.CommandLine;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Benchmarks.Rivals.BareHttp;
using ObjectServer.Benchmarks.Rivals.GrpcCalls;
using ObjectServer.Benchmarks.Rivals.RawSockets;
using ObjectServer.Benchmarks.Rivals.SignalRCalls;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Runs a rival's server. This program calls itself by it.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Argument<ServerKind> _kind = new("kind");
    private readonly Option<string> _socket = new("--socket") { Required = true };

    public ServeCommand()
        : base("serve")
    {
        Hidden = true;
        Add(_kind);
        Add(_socket);
        SetAction((parsed, _) => ServeAsync(parsed.GetValue(_kind), parsed.GetValue(_socket)!));
    }

    private static Task ServeAsync(ServerKind kind, string socket) => kind switch
    {
        ServerKind.Grpc => GrpcServer.ServeAsync(socket),
        ServerKind.SignalR => SignalRServer.ServeAsync(socket),
        ServerKind.Raw => EchoServer.ServeAsync(socket),
        ServerKind.BusyRaw => EchoServer.ServeBusyAsync(socket),
        ServerKind.RawArrays => ArrayServer.ServeAsync(socket),
        ServerKind.BareHttp => BareHttpServer.ServeAsync(socket),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It has a program of its own."),
    };
}
