using System.Buffers;
using ObjectServer.Memory;
using ObjectServer.Tests.Values;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Memory;

public sealed class PassingBytesTests
{
    private const int ChunkBytes = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(10_000)]
    [InlineData(ChunkBytes - 10)]
    [InlineData(ChunkBytes)]
    [InlineData(1_000_000)]
    public void Bytes_OfATransfer_OutliveItsPayload(int count)
    {
        byte[] sent = new byte[count];
        new Random(count).NextBytes(sent);
        byte[] payload = Payloads.Write(writer => writer.WriteBinary(sent));
        var reader = new ValueReader();

        PassingBytes arrived;
        using (ReceivedPayload received = Arrive(payload))
        {
            received.Open(reader, null!, Payloads.NoLimit);
            arrived = new PassingBytesCodec().Read(reader)!;
        }

        // What is given back is somebody else's at once.
        Scribble(payload.Length);
        reader.Reset(Payloads.Write("something else"), null, Payloads.NoLimit);
        Assert.Equal(sent, arrived.Bytes.ToArray());
        arrived.Dispose();
        arrived.Dispose();
        Assert.Throws<ObjectDisposedException>(() => arrived.Bytes);
    }

    [Fact]
    public void Bytes_OfAFrame_OutliveIt()
    {
        byte[] sent = [.. Enumerable.Range(0, 1000).Select(static i => (byte)i)];
        byte[] payload = Payloads.Write(writer => writer.WriteBinary(sent));
        FrameBuffer frame = FrameBuffer.Rent(payload.Length);
        payload.CopyTo(frame.Append(payload.Length));
        var reader = new ValueReader();

        PassingBytes arrived;
        using (var received = new ReceivedPayload(frame, 0, payload.Length))
        {
            frame.Release();
            received.Open(reader, null!, Payloads.NoLimit);
            arrived = new PassingBytesCodec().Read(reader)!;
        }

        Scribble(payload.Length);
        using (arrived) Assert.Equal(sent, arrived.Bytes.ToArray());
    }

    [Fact]
    public void Bytes_InPieces_AreWrittenAsOne()
    {
        byte[] sent = [.. Enumerable.Range(0, 1000).Select(static i => (byte)i)];
        bool given = false;
        using var owner = new Owner(() => given = true);

        byte[] payload = Payloads.Write(writer => new PassingBytesCodec().Write(writer, new PassingBytes(Payloads.Split(sent, 1, 500), owner)));

        Assert.Equal(Payloads.Write(writer => writer.WriteBinary(sent)), payload);
        Assert.True(given);
    }

    private static ReceivedPayload Arrive(byte[] payload)
    {
        var chunks = new ReceivedChunks();
        for (int done = 0; done < payload.Length; done += ChunkBytes)
        {
            int count = Math.Min(ChunkBytes, payload.Length - done);
            FrameBuffer message = FrameBuffer.Rent(count);
            payload.AsSpan(done, count).CopyTo(message.Append(count));
            chunks.Add(message, 0, count);
            message.Release();
        }

        return new ReceivedPayload(chunks, new TransferBudget(new IncomingTransfers(payload.Length, (_, _) => { }), payload.Length));
    }

    private static void Scribble(int bytes)
    {
        var rented = new List<byte[]>();
        for (int i = 0; i < 64; i++) rented.Add(ArrayPool<byte>.Shared.Rent(Math.Min(bytes, ChunkBytes)));
        foreach (byte[] array in rented)
        {
            array.AsSpan().Fill(0xEE);
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private sealed class Owner(Action given) : IDisposable
    {
        public void Dispose() => given();
    }
}
