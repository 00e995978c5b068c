using ObjectServer.Contracts.Tests.Frames;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Frames;

public sealed class TransferTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    [Fact]
    public void Result_DoesNotWaitForRoomThatArgumentsTake()
    {
        var granted = new List<ulong>();
        var incoming = new IncomingTransfers(100, (transfer, _) => granted.Add(transfer));

        incoming.Announce(1, 100, TransferPurpose.Call, _ => { });
        incoming.Announce(2, 100, TransferPurpose.Call, _ => { });
        incoming.Announce(3, 100, TransferPurpose.ChainedCall, _ => { });
        incoming.Announce(4, 100, TransferPurpose.Result, _ => { });

        Assert.Equal([1UL, 3, 4], granted);
    }

    [Fact]
    public async Task Transfers_Granted_ArriveWholeInTurns()
    {
        await using var lane = new RecordingLane();
        using var writer = new LaneWriter((_, _) => { });
        writer.Attach(lane, received: 0);
        lane.Let(1000);
        var outgoing = new OutgoingTransfers(writer, () => { });
        var arrived = new List<byte[]>();
        var incoming = new IncomingTransfers(10_000_000, outgoing.Grant);
        byte[][] payloads = [.. Enumerable.Range(1, 3).Select(i => Enumerable.Repeat((byte)i, i * 700_001).ToArray())];

        foreach (byte[] payload in payloads)
        {
            ulong number = outgoing.Add(Payload(payload));
            incoming.Announce(number, (ulong)payload.Length, TransferPurpose.Call, received => Keep(received, arrived));
        }

        await Deliver(lane, incoming, () => arrived.Count == payloads.Length);
        Assert.Equal(payloads, arrived.OrderBy(bytes => bytes.Length));
        Assert.Equal(0, outgoing.Count);
    }

    [Fact]
    public void Transfer_BeyondTheBudget_IsGrantedWhenRoomIsGivenBack()
    {
        var granted = new List<ulong>();
        var payloads = new List<ReceivedPayload>();
        var incoming = new IncomingTransfers(100, (transfer, _) => granted.Add(transfer));

        incoming.Announce(1, 80, TransferPurpose.Call, payloads.Add);
        incoming.Announce(2, 30, TransferPurpose.Call, payloads.Add);
        incoming.Announce(3, 10, TransferPurpose.Call, payloads.Add);
        Assert.Equal([1UL], granted);
        Accept(incoming, 1, 0, new byte[80]);
        Assert.Equal([1UL], granted);
        payloads[0].Dispose();

        Assert.Equal([1UL, 2UL, 3UL], granted);
    }

    [Fact]
    public void Transfer_LargerThanTheBudgetAlone_IsGrantedAlone()
    {
        var granted = new List<ulong>();
        var incoming = new IncomingTransfers(100, (transfer, _) => granted.Add(transfer));

        incoming.Announce(1, 500, TransferPurpose.Call, _ => { });
        incoming.Announce(2, 1, TransferPurpose.Call, _ => { });

        Assert.Equal([1UL], granted);
    }

    [Fact]
    public void Transfer_Forgotten_MakesRoomAndDropsItsChunks()
    {
        var granted = new List<ulong>();
        var incoming = new IncomingTransfers(100, (transfer, _) => granted.Add(transfer));
        incoming.Announce(1, 100, TransferPurpose.Call, _ => Assert.Fail("forgotten"));
        incoming.Announce(2, 100, TransferPurpose.Call, _ => { });

        Assert.True(incoming.Forget(1));
        Accept(incoming, 1, 0, new byte[100]);

        Assert.Equal([1UL, 2UL], granted);
        Assert.False(incoming.Forget(1));
    }

    [Fact]
    public void Transfer_ForgottenWhileItWaits_HoldsNobodyUpThatFits()
    {
        var granted = new List<ulong>();
        var incoming = new IncomingTransfers(100, (transfer, _) => granted.Add(transfer));
        incoming.Announce(1, 80, TransferPurpose.Call, _ => { });
        incoming.Announce(2, 50, TransferPurpose.Call, _ => Assert.Fail("forgotten"));
        incoming.Announce(3, 10, TransferPurpose.Call, _ => { });

        Assert.True(incoming.Forget(2));

        Assert.Equal([1UL, 3UL], granted);
    }

    [Fact]
    public async Task Transfers_LargerThanTheLaneTakesAtOnce_WaitOutsideOfIt()
    {
        const int bytes = 5_000_000;
        await using var lane = new GaugingLane();
        using var writer = new LaneWriter((_, _) => { });
        writer.Attach(lane, received: 0);
        lane.Waiting = () => writer.PendingBytes;
        lane.TakenSoFar = writer.Acknowledge;
        var outgoing = new OutgoingTransfers(writer, () => { });

        for (int i = 0; i < 4; i++) outgoing.Grant(outgoing.Add(Payload(new byte[bytes])), bytes);
        await Until(() => outgoing.Count == 0);
        await writer.DrainedAsync().WaitAsync(Guard);

        // A megabyte waits and not yet all of the next chunk of a quarter.
        Assert.InRange(lane.Taken, 4 * bytes, 4 * bytes + 100_000);
        Assert.InRange(lane.Most, 256 * 1024, (1024 + 256 + 16) * 1024);
    }

    [Fact]
    public async Task LargePieces_GoOutAsMessagesOfTheirOwn_InTheirOrder()
    {
        await using var lane = new RecordingLane();
        using var writer = new LaneWriter((_, _) => { });
        writer.Attach(lane, received: 0);
        lane.Let(1000);
        var outgoing = new OutgoingTransfers(writer, () => { });
        var arrived = new List<byte[]>();
        var incoming = new IncomingTransfers(10_000_000, (_, _) => { });
        byte[] head = new byte[10];
        byte[] content = new byte[3_000_000];
        Random.Shared.NextBytes(content);
        var payload = new PayloadBuffer();
        payload.Write(head);
        payload.Write(content);
        ulong number = outgoing.Add(payload);
        incoming.Announce(number, (ulong)(head.Length + content.Length), TransferPurpose.Call, received => Keep(received, arrived));

        // Granted in two parts, of which the first ends inside a piece.
        outgoing.Grant(number, 1_500_000);
        await Until(() => writer.Appended > 1_500_000);
        outgoing.Grant(number, 2_000_000);
        await Deliver(lane, incoming, () => arrived.Count == 1);

        Assert.Equal([.. head, .. content], arrived[0]);
        Assert.Contains(lane.Messages, message => message.Length > 1_000_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)]
    [InlineData(100_000)]
    [InlineData(300_000)]
    public void Chunks_StayValidWhenTheirMessagesAreReleased(int length)
    {
        var arrived = new List<byte[]>();
        var incoming = new IncomingTransfers(10_000_000, (_, _) => { });
        byte[] content = new byte[3 * length];
        Random.Shared.NextBytes(content);
        incoming.Announce(1, (ulong)content.Length, TransferPurpose.Call, received => Keep(received, arrived));

        for (int i = 0; i < 3; i++)
        {
            FrameBuffer message = FrameBuffer.Rent(16);
            ChunkFrame.Append(message, 1, (ulong)(i * length), new PayloadSource(content.AsMemory(i * length, length)));
            Accept(incoming, message);
            message.Release();

            // What was given back is overwritten by whoever takes it next.
            FrameBuffer next = FrameBuffer.Rent(length);
            next.Room(0).Span.Clear();
            next.Release();
        }

        Assert.Equal([content], arrived);
    }

    [Theory]
    [InlineData(5UL, 10)]
    [InlineData(0UL, 101)]
    public void Chunk_ThatDoesNotFit_BreaksTheProtocol(ulong offset, int length)
    {
        var incoming = new IncomingTransfers(1000, (_, _) => { });
        incoming.Announce(1, 100, TransferPurpose.Call, _ => { });

        Assert.Throws<ProtocolException>(() => Accept(incoming, 1, offset, new byte[length]));
    }

    [Fact]
    public void Chunk_BeforeItsGrant_BreaksTheProtocol()
    {
        var incoming = new IncomingTransfers(100, (_, _) => { });
        incoming.Announce(1, 100, TransferPurpose.Call, _ => { });
        incoming.Announce(2, 100, TransferPurpose.Call, _ => { });

        Assert.Throws<ProtocolException>(() => Accept(incoming, 2, 0, new byte[1]));
    }

    private static PayloadBuffer Payload(byte[] bytes)
    {
        var payload = new PayloadBuffer();
        payload.Write(bytes);
        return payload;
    }

    private static void Keep(ReceivedPayload received, List<byte[]> arrived)
    {
        using (received) arrived.Add(System.Buffers.BuffersExtensions.ToArray(received.Bytes));
    }

    private static void Accept(IncomingTransfers incoming, ulong transfer, ulong offset, byte[] data)
    {
        FrameBuffer buffer = FrameBuffer.Rent(16);
        ChunkFrame.Append(buffer, transfer, offset, new PayloadSource(data));
        Accept(incoming, buffer);
    }

    private static void Accept(IncomingTransfers incoming, FrameBuffer message)
    {
        var cursor = new FrameCursor(message.Span);
        while (cursor.MoveNext()) incoming.Accept(ChunkFrame.Read(cursor.Body), message, cursor.Offset);
    }

    private static FrameBuffer Message(byte[] bytes)
    {
        FrameBuffer message = FrameBuffer.Rent(bytes.Length);
        bytes.CopyTo(message.Append(bytes.Length));
        return message;
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var guard = new CancellationTokenSource(Guard);
        while (!isSo())
        {
            guard.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task Deliver(RecordingLane lane, IncomingTransfers incoming, Func<bool> done)
    {
        using var guard = new CancellationTokenSource(Guard);
        int delivered = 0;
        while (!done())
        {
            guard.Token.ThrowIfCancellationRequested();
            if (delivered < lane.Messages.Count) Accept(incoming, Message(lane.Messages[delivered++]));
            else await Task.Yield();
        }
    }
}
