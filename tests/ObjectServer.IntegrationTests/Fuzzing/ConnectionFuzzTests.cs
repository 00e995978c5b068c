using System.Net.Sockets;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Delivery.Faults;
using ObjectServer.IntegrationTests.Leaks;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>Whole connections of a real client as they were on the wire, with bytes changed: the server ends each, and nothing else.</summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class ConnectionFuzzTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(Listener.GrpcTcp, 2)]
    [InlineData(Listener.Tls, 2)]
    [InlineData(Listener.GrpcUnix, 2)]
    [InlineData(Listener.Socket, 4)]
    public async Task Connection_OfAnyBytes_IsEndedByTheServer(Listener listener, int percent)
    {
        await using FuzzServer server = await FuzzServer.StartAsync(listener);
        IReadOnlyList<byte[]> corpus = await RecordAsync(server);

        await FuzzRun.RunAsync(server, FuzzBudget.Percent(percent), turnsPerConnection: 300, async (random, _) =>
        {
            byte[] bytes = random.Next(50) == 0 ? corpus[random.Next(corpus.Count)] : new Mutator(random, corpus).Change(corpus[random.Next(corpus.Count)]);
            await PlayAsync(server, bytes, random);
            return 1;
        });
    }

    private static async Task<IReadOnlyList<byte[]>> RecordAsync(FuzzServer server)
    {
        await using var proxy = FaultyProxy.Start(server.Address);
        await using (ObjectClient client = await ObjectClient.ConnectAsync(proxy.Address, server.Options))
        {
            IFuzzed fuzzed = await client.CreateAsync<IFuzzed>().WaitAsync(Guard);
            Assert.Equal(SessionRecording.Payload, await fuzzed.EchoAsync(SessionRecording.Payload).WaitAsync(Guard));
            await foreach (int number in fuzzed.CountAsync(3)) Assert.InRange(number, 0, 2);
        }

        while (proxy.Connections > 0) await Task.Yield();
        Assert.NotEmpty(proxy.Recordings);
        return proxy.Recordings;
    }

    private static async Task PlayAsync(FuzzServer server, byte[] bytes, Random random)
    {
        using Socket socket = await server.ConnectBareAsync();
        byte[] answers = new byte[4096];
        try
        {
            int cut = random.Next(bytes.Length + 1);
            await socket.SendAsync(bytes.AsMemory(0, cut));
            await socket.SendAsync(bytes.AsMemory(cut));
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(answers) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // The server has ended it before everything was sent, or with something unread.
        }
    }
}
