using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

/// <summary>The same payload, whole and in pieces.</summary>
public sealed class SegmentTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    public void Payload_CutAnywhere_ReadsTheSame(int padding)
    {
        byte[] payload = Samples.Write(padding);
        string expected = Read(Payloads.Reader(payload, Samples.References), padding);

        for (int cut = padding; cut <= payload.Length; cut++)
        {
            var reader = new ValueReader();
            reader.Reset(Payloads.Split(payload, cut), Samples.References, Payloads.NoLimit);
            Assert.Equal(expected, Read(reader, padding));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Payload_InSmallPieces_ReadsTheSame(int size)
    {
        const int padding = 20_000;
        byte[] payload = Samples.Write(padding);
        int[] cuts = [.. Enumerable.Range(0, (payload.Length - padding) / size).Select(i => padding + i * size)];
        var reader = new ValueReader();
        reader.Reset(Payloads.Split(payload, cuts), Samples.References, Payloads.NoLimit);

        Assert.Equal(Read(Payloads.Reader(payload, Samples.References), padding), Read(reader, padding));
    }

    [Fact]
    public void Payload_WithEmptyPieces_ReadsTheSame()
    {
        byte[] payload = Samples.Write(20_000);
        var reader = new ValueReader();
        reader.Reset(Payloads.Split(payload, 0, 0, 20_000, 20_000, 20_050, 20_050, payload.Length), Samples.References, Payloads.NoLimit);

        Assert.Equal(Read(Payloads.Reader(payload, Samples.References), 1), Read(reader, 1));
    }

    [Fact]
    public void Payload_NotInAnArray_ReadsTheSame()
    {
        byte[] payload = Samples.Write();
        using var memory = new PinnedMemory(payload);
        var reader = new ValueReader();
        reader.Reset(memory.Memory, Samples.References, Payloads.NoLimit);

        Assert.Equal(Samples.ReadAll(Payloads.Reader(payload, Samples.References)), Samples.ReadAll(reader));
    }

    [Fact]
    public void Reader_UsedAgain_ForgetsWhatWasBefore()
    {
        var reader = new ValueReader();
        reader.Reset(Payloads.Split(Samples.Write(20_000), 20_010), Samples.References, Payloads.NoLimit);
        Assert.False(reader.AtEnd);
        reader.Reset(Payloads.Write(5), null, Payloads.NoLimit);

        Assert.Equal(5, ValueCodecs.Of<int>().Read(reader));
        Assert.True(reader.AtEnd);
        Assert.Throws<ArgumentEncodingException>(() => ValueCodecs.Of<int>().Read(reader));
    }

    [Fact]
    public void Missing_AtAndBeforeTheEnd_IsSeen()
    {
        ValueReader reader = Payloads.Reader(Payloads.Write(writer =>
        {
            writer.WriteMissing();
            writer.WriteInteger(1);
        }));

        Assert.True(reader.TryReadMissing());
        Assert.False(reader.TryReadMissing());
        Assert.Equal(1, reader.ReadInteger());
        Assert.True(reader.TryReadMissing());
        Assert.True(reader.AtEnd);
    }

    private static string Read(ValueReader reader, int padding)
    {
        if (padding > 0)
            reader.Skip();

        return Samples.ReadAll(reader);
    }

    // Memory that is no part of an array as far as anyone can tell.
    private sealed class PinnedMemory(byte[] content) : System.Buffers.MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => content;

        public override System.Buffers.MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
