using Grpc.Net.Client;
using ObjectServer.IntegrationTests.Leaks;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>
/// Behind the proof: what a real session has said, with bytes changed, on each of its lanes. Each input is answered by values or a documented
/// error, or ends its own session for a documented reason.
/// </summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class SessionFuzzTests
{
    [Theory]
    [InlineData(Listener.GrpcTcp, 10)]
    [InlineData(Listener.Tls, 8)]
    [InlineData(Listener.GrpcUnix, 10)]
    [InlineData(Listener.Socket, 22)]
    public async Task Frames_OfAnyBytes_EndTheirOwnSessionAtMost(Listener listener, int percent)
    {
        await using FuzzServer server = await FuzzServer.StartAsync(listener);

        await FuzzRun.RunAsync(server, FuzzBudget.Percent(percent), turnsPerConnection: 15, (random, channel) => TryAsync(server, random, channel));
    }

    private static async Task<int> TryAsync(FuzzServer server, Random random, GrpcChannel channel)
    {
        using FuzzSession session = await FuzzSession.OpenAsync(server, channel);
        return await session.RunAsync(new FrameMutator(random, server.Recording));
    }
}
