using System.Buffers;
using ObjectServer.Values;

namespace ObjectServer.Tests.Values;

public sealed class PayloadBufferTests
{
    [Fact]
    public void TakingPiecesFromTheFront_LeavesTheRest()
    {
        byte[] content = new byte[2_500_000];
        Random.Shared.NextBytes(content);
        using var buffer = new PayloadBuffer();
        buffer.Write(content.AsSpan(0, 10));
        buffer.Write(content.AsSpan(10));
        var taken = new List<byte>();

        while (buffer.Length > 0)
        {
            if (buffer.TryTakeFirst(128 * 1024, long.MaxValue, out byte[]? array, out int start, out int length))
            {
                taken.AddRange(array.AsSpan(start, length));
            }
            else
            {
                taken.AddRange(buffer.First.Span);
                buffer.DropFirst();
            }

            Assert.Equal(content.Length - taken.Count, buffer.Length);
            Assert.Equal(content[taken.Count..], buffer.AsSequence().ToArray());
        }

        Assert.Equal(content, taken);
        buffer.Write(content.AsSpan(0, 5));
        Assert.Equal(content[..5], buffer.AsSequence().ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300_000)]
    public void Span_HasTheRoomThatIsAskedFor_WhateverSizeItsArrayIs(int before)
    {
        using var buffer = new PayloadBuffer();
        buffer.Write(new byte[before]);

        foreach (int hint in (int[])[1, 1 << 17, (1 << 18) - 64, (1 << 18) - 63, 1 << 18, 1 << 20, (1 << 20) + 1])
        {
            Assert.True(buffer.GetSpan(hint).Length >= hint);
            buffer.Advance(hint);
        }
    }

    [Fact]
    public void Content_WrittenInAnyPieces_IsTheSame()
    {
        var random = new Random(1);
        for (int round = 0; round < 200; round++)
        {
            using var buffer = new PayloadBuffer();
            var expected = new List<byte>();
            for (int piece = random.Next(20); piece >= 0; piece--)
                Write(buffer, expected, random);

            Check(expected, buffer);
        }
    }

    [Fact]
    public void Append_OfAnySizes_JoinsAndEmptiesTheOther()
    {
        var random = new Random(2);
        using var first = new PayloadBuffer();
        using var second = new PayloadBuffer();
        for (int round = 0; round < 300; round++)
        {
            var expected = new List<byte>();
            for (int part = random.Next(4); part >= 0; part--)
            {
                Write(first, expected, random);
                for (int piece = random.Next(4); piece > 0; piece--)
                    Write(second, expected, random);

                first.Append(second);
                Check([], second);
            }

            Check(expected, first);
            first.Clear();
            Check([], first);
        }
    }

    [Fact]
    public void Truncate_ToAnyLength_KeepsWhatWasBefore()
    {
        var random = new Random(3);
        using var buffer = new PayloadBuffer();
        var expected = new List<byte>();
        for (int round = 0; round < 500; round++)
        {
            Write(buffer, expected, random);
            int keep = random.Next(expected.Count + 1);
            buffer.Truncate(keep);
            expected.RemoveRange(keep, expected.Count - keep);
            Check(expected, buffer);
        }
    }

    [Fact]
    public void Sequence_OfSmallContent_IsOneSegment()
    {
        using var buffer = new PayloadBuffer();
        buffer.Write(new byte[1000]);

        Assert.True(buffer.AsSequence().IsSingleSegment);
    }

    [Fact]
    public void Segments_OfLargeContent_AreAtMostOneMebibyte()
    {
        using var buffer = new PayloadBuffer();
        buffer.Write(new byte[10 << 20]);

        foreach (ReadOnlyMemory<byte> segment in buffer.AsSequence())
            Assert.InRange(segment.Length, 1, 1 << 20);
    }

    [Fact]
    public void Reuse_OfAClearedBuffer_TakesNoMemory()
    {
        using var buffer = new PayloadBuffer();
        byte[] content = new byte[900];
        buffer.Write(content);
        buffer.Clear();
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++)
        {
            buffer.Write(content);
            buffer.Clear();
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void Advance_BeyondTheSpan_IsRefused()
    {
        using var buffer = new PayloadBuffer();
        int length = buffer.GetSpan(10).Length;

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(length + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
        Assert.Throws<ArgumentException>(() => buffer.Append(buffer));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Truncate(1));
    }

    [Fact]
    public void Buffer_AfterDispose_IsEmptyAndUsable()
    {
        var buffer = new PayloadBuffer();
        buffer.Write(new byte[100_000]);
        buffer.Dispose();
        Check([], buffer);

        buffer.Write([1, 2]);

        Check([1, 2], buffer);
        buffer.Dispose();
    }

    private static void Write(PayloadBuffer buffer, List<byte> expected, Random random)
    {
        byte[] bytes = new byte[random.Next(4) == 0 ? random.Next(40_000) : random.Next(300)];
        random.NextBytes(bytes);
        expected.AddRange(bytes);
        if (random.Next(2) == 0)
        {
            buffer.Write(bytes);
            return;
        }

        Memory<byte> memory = buffer.GetMemory(bytes.Length);
        bytes.CopyTo(memory);
        buffer.Advance(bytes.Length);
    }

    private static void Check(List<byte> expected, PayloadBuffer buffer)
    {
        byte[] copy = new byte[buffer.Length];
        buffer.CopyTo(copy);

        Assert.Equal(expected.Count, buffer.Length);
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(copy));
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(buffer.AsSequence().ToArray()));
    }
}
