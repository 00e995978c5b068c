using Grpc.StandIns.Tests.Server;
using ObjectServer.Testing;

namespace Grpc.StandIns.Tests.Calls;

/// <summary>Python's gRPC, which shares no code with .NET's, against the server.</summary>
public sealed class PythonClientTests(EchoServer server) : IClassFixture<EchoServer>
{
    [RequiresPythonGrpcFact]
    public async Task Python_CallingOverTcp_FindsAllAsItExpects() => await RunAsync($"127.0.0.1:{server.Port}", "tcp");

    [RequiresPythonGrpcFact]
    public async Task Python_CallingOverAUnixSocket_FindsAllAsItExpects() => await RunAsync($"unix:{server.SocketPath}", "unix");

    private async Task RunAsync(string target, string name)
    {
        Meeting deadline = server.Meetings.Open($"{name} deadline");
        Meeting cancel = server.Meetings.Open($"{name} cancel");

        ExternalProgram.Result result = await PythonGrpc.RunAsync(
            "echo_client.py", Repository.File("tests", "Grpc.StandIns.Tests", "echo.proto"), target, name);

        Assert.True(result.ExitCode == 0, result.ToString());
        await deadline.Cancelled.Bounded();
        await cancel.Cancelled.Bounded();
    }
}
