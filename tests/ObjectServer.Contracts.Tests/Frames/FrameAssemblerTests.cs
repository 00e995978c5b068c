using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Frames;

public sealed class FrameAssemblerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public void Frames_ReceivedInPiecesOfAnySize_ComeOutWholeAndInOrder(int pieceBytes)
    {
        int[] bodies = [0, 1, 100, 5000, 0, 70_000, 3, 300_000, 12];
        using FrameAssemblerHarness harness = new();

        harness.Receive(Bytes(bodies), pieceBytes);

        Assert.Equal(bodies, harness.BodyLengths);
        Assert.False(harness.IsInsideFrame);
    }

    [Fact]
    public void Message_OfWhatHasArrivedWhole_LeavesTheRestForTheNext()
    {
        byte[] bytes = Bytes([10, 20, 30]);
        using FrameAssemblerHarness harness = new();

        harness.Receive(bytes.AsSpan(0, bytes.Length - 1), bytes.Length);

        Assert.Equal([10, 20], harness.BodyLengths);
        Assert.Equal(1, harness.Messages);
        Assert.True(harness.IsInsideFrame);
        harness.Receive(bytes.AsSpan(bytes.Length - 1), 1);
        Assert.Equal([10, 20, 30], harness.BodyLengths);
    }

    [Fact]
    public void Message_ThatIsKept_StaysAsItIsWhileOthersArrive()
    {
        using var assembler = new FrameAssembler();
        var kept = new List<FrameBuffer>();
        for (byte i = 0; i < 100; i++)
        {
            byte[] bytes = Bytes([50], fill: i);
            bytes.CopyTo(assembler.Room());
            kept.Add(assembler.Received(bytes.Length)!);
        }

        Assert.All(kept.Index(), pair => Assert.Equal((byte)pair.Index, pair.Item.Span[^1]));
        foreach (FrameBuffer message in kept) message.Release();
    }

    [Theory]
    [InlineData(new byte[] { 0x0B })]
    [InlineData(new byte[] { 0x00, 0x01 })]
    [InlineData(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F })]
    [InlineData(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    public void Bytes_ThatAreNoFrame_AreRefused(byte[] bytes)
    {
        using var assembler = new FrameAssembler();
        bytes.CopyTo(assembler.Room());

        Assert.Throws<ProtocolException>(() => assembler.Received(bytes.Length));
    }

    [Fact]
    public void Frame_LargerThanTheMost_IsRefusedBeforeMemoryIsTakenForIt()
    {
        using var assembler = new FrameAssembler();
        Span<byte> head = assembler.Room().Span;
        head[0] = FrameSpan.FrameTag;
        int length = 1 + Varint.Write(head[1..], FrameBatches.MaxMessageBytes + 1);

        Assert.Throws<ProtocolException>(() => assembler.Received(length));
    }

    [Fact]
    public void Room_AfterALargeMessage_IsForAnotherOne_UntilThoseThatComeAreSmall()
    {
        using FrameAssemblerHarness harness = new();
        int before = harness.RoomBytes;

        harness.Receive(Bytes([1_000_000]), 200_000);
        Assert.InRange(harness.RoomBytes, 1_000_000, 1024 * 1024);
        harness.Receive(Bytes([4_000_000]), 200_000);
        Assert.InRange(harness.RoomBytes, 1_000_000, 1024 * 1024);
        for (int i = 0; i < 1000; i++) harness.Receive(Bytes([100]), 200);

        Assert.Equal(before, harness.RoomBytes);
    }

    // Frames of an unknown kind, each with a field of the given length.
    private static byte[] Bytes(int[] bodies, byte fill = 7)
    {
        FrameBuffer buffer = FrameBuffer.Rent(16);
        foreach (int length in bodies)
        {
            var frame = new FrameSpan(buffer, FrameKind.Release, length);
            frame.Rest.Fill(fill);
        }

        byte[] bytes = buffer.Span.ToArray();
        buffer.Release();
        return bytes;
    }
}
