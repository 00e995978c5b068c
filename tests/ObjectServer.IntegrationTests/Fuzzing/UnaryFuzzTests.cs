using Grpc.Core;
using ObjectServer.IntegrationTests.Leaks;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>The unary service, with and without a session: requests with bytes changed are answered by values or a documented status.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class UnaryFuzzTests
{
    [Theory]
    [InlineData(Listener.GrpcTcp, 2)]
    [InlineData(Listener.Tls, 1)]
    [InlineData(Listener.GrpcUnix, 2)]
    public async Task Request_WithoutASession_IsRefused(Listener listener, int percent)
    {
        await using FuzzServer server = await FuzzServer.StartAsync(listener);
        UnaryRequests requests = UnaryRequests.Of(1);

        await FuzzRun.RunAsync(server, FuzzBudget.Percent(percent), turnsPerConnection: 300, async (random, channel) =>
        {
            byte[] token = new byte[random.Next(40)];
            random.NextBytes(token);
            Metadata headers = random.Next(2) == 0 ? [] : new Metadata { { "objectserver-session", Convert.ToBase64String(token) } };
            (string method, byte[] request) = requests.Draw(random);
            StatusCode status = await UnaryRequests.CallAsync(channel, random.Next(2) == 0 ? "Open" : method, request, headers);

            // An Open that is still one is answered by a challenge.
            Assert.Contains(status, (StatusCode[])[StatusCode.OK, StatusCode.Unauthenticated, StatusCode.InvalidArgument, StatusCode.ResourceExhausted]);
            return 1;
        });
    }

    [Theory]
    [InlineData(Listener.GrpcTcp, 4)]
    [InlineData(Listener.Tls, 2)]
    [InlineData(Listener.GrpcUnix, 4)]
    public async Task Request_OfASession_IsAnsweredByADocumentedStatus(Listener listener, int percent)
    {
        const int RequestsOfASession = 100;
        await using FuzzServer server = await FuzzServer.StartAsync(listener);

        await FuzzRun.RunAsync(server, FuzzBudget.Percent(percent), turnsPerConnection: 300, async (random, channel) =>
        {
            Metadata headers = await UnaryRequests.OpenAsync(channel);
            ulong id = await UnaryRequests.CreateAsync(channel, headers);
            UnaryRequests requests = UnaryRequests.Of(id);
            for (int i = 0; i < RequestsOfASession; i++)
            {
                (string method, byte[] request) = requests.Draw(random);
                if (method is "Close" or "Release") continue;
                StatusCode status = await UnaryRequests.CallAsync(channel, method, request, headers);
                Assert.NotEqual(StatusCode.Internal, status);
                Assert.NotEqual(StatusCode.DeadlineExceeded, status);
                if (method != "Open") Assert.NotEqual(StatusCode.Unauthenticated, status);
            }

            Assert.Equal(StatusCode.OK, await UnaryRequests.CallAsync(channel, "Close", [], headers));
            return RequestsOfASession;
        });
    }
}
