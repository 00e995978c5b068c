using ObjectServer.Link;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Link;

public sealed class InProcessLaneTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Messages_FromBothEnds_ArriveInOrderAndStayTheReceivers()
    {
        (InProcessLane client, InProcessLane server) = InProcessLane.CreatePair();
        for (byte i = 1; i <= 3; i++)
        {
            await SendAsync(client, i);
            await SendAsync(server, (byte)(10 * i));
        }

        for (byte i = 1; i <= 3; i++)
        {
            Assert.Equal(i, await ReceiveAsync(server));
            Assert.Equal(10 * i, await ReceiveAsync(client));
        }
    }

    [Fact]
    public async Task Sender_OfMoreThanTheLaneHolds_WaitsForTheReader()
    {
        (InProcessLane client, InProcessLane server) = InProcessLane.CreatePair();
        int sent = 0;
        Task sending = SendAsync(client, 0);
        while (sending.IsCompleted && ++sent < 1000) sending = SendAsync(client, (byte)sent);
        Assert.InRange(sent, 1, 16);

        Assert.Equal(0, await ReceiveAsync(server));

        await sending.WaitAsync(Guard);
        for (int i = 1; i <= sent; i++) Assert.Equal(i, await ReceiveAsync(server).WaitAsync(Guard));
    }

    [Fact]
    public async Task Sender_ThatWaits_CanGiveUp()
    {
        (InProcessLane client, InProcessLane server) = InProcessLane.CreatePair();
        using var cancel = new CancellationTokenSource();
        Task sending = SendAsync(client, 0, cancel.Token);
        while (sending.IsCompleted) sending = SendAsync(client, 0, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Guard));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task End_OfTheLane_ComesBehindWhatWasSent()
    {
        (InProcessLane client, InProcessLane server) = InProcessLane.CreatePair();
        await SendAsync(server, 7);
        await server.DisposeAsync();

        Assert.Equal(7, await ReceiveAsync(client));
        Assert.Null(await client.ReadAsync(CancellationToken.None).AsTask().WaitAsync(Guard));
        await Assert.ThrowsAsync<IOException>(() => SendAsync(client, 8));
        Assert.Null(await server.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Sender_ThatWaitsWhenTheOtherEndIsDisposedOf_LearnsIt()
    {
        (InProcessLane client, InProcessLane server) = InProcessLane.CreatePair();
        Task sending = SendAsync(client, 0);
        while (sending.IsCompleted) sending = SendAsync(client, 0);

        await server.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(() => sending.WaitAsync(Guard));
    }

    [Fact]
    public async Task Reader_ThatWaits_LearnsOfTheEnd()
    {
        (InProcessLane client, InProcessLane server) = InProcessLane.CreatePair();
        Task<FrameBuffer?> reading = client.ReadAsync(CancellationToken.None).AsTask();

        await server.DisposeAsync();

        Assert.Null(await reading.WaitAsync(Guard));
    }

    private static async Task SendAsync(InProcessLane lane, byte content, CancellationToken cancel = default)
    {
        FrameBuffer message = FrameBuffer.Rent(1);
        message.Append(1)[0] = content;
        try
        {
            await lane.WriteAsync(message, cancel);
        }
        finally
        {
            message.Release();
        }
    }

    private static async Task<byte> ReceiveAsync(InProcessLane lane)
    {
        FrameBuffer message = (await lane.ReadAsync(CancellationToken.None))!;
        byte content = message.Span[0];
        message.Release();
        return content;
    }
}
