using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Frames;

public sealed class FrameTests
{
    public static TheoryData<ulong, ulong, ulong, int> Numbers() => new()
    {
        { 1, 1, 1, 0 },
        { 127, 128, ulong.MaxValue, 1 },
        { 16384, uint.MaxValue, 1UL << 63, 200 },
        { ulong.MaxValue, ulong.MaxValue, 5, 70_000 },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Call_WrittenByHand_HasTheBytesOfTheGeneratedCode(ulong sequence, ulong target, ulong member, int length)
    {
        var arguments = new byte[length];
        Random.Shared.NextBytes(arguments);
        var call = new CallFrame
        {
            Sequence = sequence,
            Object = target,
            Member = member,
            Transfer = sequence / 2,
            TransferBytes = target / 2,
            Chain = member / 3,
            Depth = (uint)length,
            TimeoutMs = (uint)length * 2,
            OneWay = length > 0,
            Generation = sequence,
            Fence = length == 1 ? target : 0,
            FenceLock = length == 1 ? member : 0,
            TypeArguments = length == 1 ? ["System.Int32", "", "Größe"] : null,
        };
        FrameBuffer buffer = FrameBuffer.Rent(16);

        call.Append(buffer, new PayloadSource(arguments));

        var generated = new FrameBatch();
        generated.Frames.Add(new Frame
        {
            Call = new Call
            {
                Sequence = sequence,
                Object = target,
                Member = member,
                Arguments = ByteString.CopyFrom(arguments),
                Transfer = sequence / 2,
                TransferBytes = target / 2,
                Chain = member / 3,
                Depth = (uint)length,
                TimeoutMs = (uint)length * 2,
                OneWay = length > 0,
                Generation = sequence,
                Fence = length == 1 ? target : 0,
                FenceLock = length == 1 ? member : 0,
            },
        });
        generated.Frames[0].Call.TypeArguments.AddRange(call.TypeArguments ?? []);
        Assert.Equal(generated.ToByteArray(), buffer.Span.ToArray());
        CallFrame read = CallFrame.Read(generated.Frames[0].Call.ToByteArray());
        Assert.Equal((sequence, target, member, length), (read.Sequence, read.Object, read.Member, read.ArgumentsLength));
        Assert.Equal(call.TypeArguments, read.TypeArguments);
        Assert.Equal((call.Chain, call.Depth, call.TimeoutMs, call.OneWay), (read.Chain, read.Depth, read.TimeoutMs, read.OneWay));
        Assert.Equal((call.Fence, call.FenceLock), (read.Fence, read.FenceLock));
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(1, 1025)]
    public void Call_OfTooManyOrTooLongTypeArguments_IsRefused(int count, int length)
    {
        var call = new Call { Sequence = 1 };
        call.TypeArguments.AddRange(Enumerable.Repeat(new string('x', length), count));

        var thrown = Assert.Throws<ProtocolException>(() => CallFrame.Read(call.ToByteArray()));

        Assert.Contains("type arguments", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Result_WrittenByHand_HasTheBytesOfTheGeneratedCode(ulong sequence, ulong transfer, ulong bytes, int length)
    {
        var values = new byte[length];
        Error? error = length % 2 == 1 ? new Error { Code = ErrorCode.ObjectGone, Message = "gone" } : null;
        FrameBuffer buffer = FrameBuffer.Rent(16);

        new ResultFrame { Sequence = sequence, Transfer = transfer, TransferBytes = bytes }
            .Append(buffer, new PayloadSource(values), new PayloadSource(error?.ToByteArray() ?? []));

        var generated = new FrameBatch();
        generated.Frames.Add(new Frame
        {
            Result = new Result { Sequence = sequence, Transfer = transfer, TransferBytes = bytes, Values = ByteString.CopyFrom(values), Error = error },
        });
        Assert.Equal(generated.ToByteArray(), buffer.Span.ToArray());
        ResultFrame read = ResultFrame.Read(generated.Frames[0].Result.ToByteArray());
        Assert.Equal((sequence, transfer, bytes, length), (read.Sequence, read.Transfer, read.TransferBytes, read.ValuesLength));
        Assert.Equal(error is not null, read.ErrorLength > 0);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Event_WrittenByHand_HasTheBytesOfTheGeneratedCode(ulong handler, ulong number, ulong lost, int length)
    {
        var arguments = new byte[length];
        Random.Shared.NextBytes(arguments);
        FrameBuffer buffer = FrameBuffer.Rent(16);

        new EventFrame { Handler = handler, Number = number, Lost = lost }.Append(buffer, new PayloadSource(arguments));

        var generated = new FrameBatch();
        generated.Frames.Add(new Frame
        {
            Event = new Event { Handler = handler, Number = number, Arguments = ByteString.CopyFrom(arguments), Lost = lost },
        });
        Assert.Equal(generated.ToByteArray(), buffer.Span.ToArray());
        byte[] body = generated.Frames[0].Event.ToByteArray();
        EventFrame read = EventFrame.Read(body);
        Assert.Equal((handler, number, lost), (read.Handler, read.Number, read.Lost));
        Assert.Equal(arguments, body.AsSpan(read.ArgumentsOffset, read.ArgumentsLength).ToArray());
    }

    [Fact]
    public void Event_ShorterThanItSays_IsRefused()
    {
        byte[] body = new Event { Handler = 1, Arguments = ByteString.CopyFrom(1, 2, 3) }.ToByteArray();

        Assert.Throws<ProtocolException>(() => EventFrame.Read(body.AsSpan(..^1)));
    }

    [Theory]
    [InlineData(3, 1 << 20, 3)]
    [InlineData(1, 0, 200)]
    [InlineData(300, 5, 0)]
    public void Chunk_WrittenByHand_HasTheBytesOfTheGeneratedCode(ulong transfer, ulong offset, int length)
    {
        var data = new byte[length];
        FrameBuffer buffer = FrameBuffer.Rent(16);

        ChunkFrame.Append(buffer, transfer, offset, new PayloadSource(data));

        var generated = new FrameBatch();
        generated.Frames.Add(new Frame { Chunk = new Chunk { Transfer = transfer, Offset = offset, Data = ByteString.CopyFrom(data) } });
        Assert.Equal(generated.ToByteArray(), buffer.Span.ToArray());
    }

    [Theory]
    [InlineData(3, 1 << 20, 3)]
    [InlineData(1, 0, 200)]
    [InlineData(long.MaxValue, long.MaxValue, 1_000_000)]
    public void Chunk_MadeOfItsData_HasTheBytesOfTheGeneratedCode(ulong transfer, ulong offset, int length)
    {
        FrameBuffer buffer = FrameBuffer.Adopt(new byte[ChunkFrame.HeadBytes + length], ChunkFrame.HeadBytes, length);

        ChunkFrame.Prepend(buffer, transfer, offset);

        var generated = new FrameBatch();
        generated.Frames.Add(new Frame { Chunk = new Chunk { Transfer = transfer, Offset = offset, Data = ByteString.CopyFrom(new byte[length]) } });
        Assert.Equal(generated.ToByteArray(), buffer.Span.ToArray());
    }

    [Fact]
    public void Cursor_OverManyKinds_FindsEachInItsOrder()
    {
        FrameBuffer buffer = FrameBuffer.Rent(16);
        FrameBatches.Append(buffer, FrameKind.Ping, new Ping { Number = 4 });
        FrameBatches.Append(buffer, FrameKind.TransferCredit, new TransferCredit { Transfer = 1, Bytes = 2 });
        FrameBatches.Append(buffer, FrameKind.Drain, new Drain());

        var cursor = new FrameCursor(buffer.Span);

        Assert.True(cursor.MoveNext());
        Assert.Equal((FrameKind.Ping, 4UL), (cursor.Kind, Ping.Parser.ParseFrom(cursor.Body).Number));
        Assert.True(cursor.MoveNext());
        Assert.Equal((FrameKind.TransferCredit, 2UL), (cursor.Kind, TransferCredit.Parser.ParseFrom(cursor.Body).Bytes));
        Assert.True(cursor.MoveNext());
        Assert.Equal((FrameKind.Drain, 0), (cursor.Kind, cursor.Length));
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void Bytes_CutOrChangedAnywhere_AreReadOrRefusedByTheProtocol()
    {
        var batch = new FrameBatch();
        batch.Frames.Add(new Frame { Call = new Call { Sequence = 300, Object = 7, Member = 9, Arguments = ByteString.CopyFrom(new byte[40]), TypeArguments = { "System.Int32" } } });
        batch.Frames.Add(new Frame { Result = new Result { Sequence = 300, Values = ByteString.CopyFrom(new byte[40]) } });
        batch.Frames.Add(new Frame { Chunk = new Chunk { Transfer = 1, Data = ByteString.CopyFrom(new byte[40]) } });
        byte[] whole = batch.ToByteArray();
        var random = new Random(4711);
        int refused = 0;

        for (int i = 0; i < 50_000; i++)
        {
            byte[] bytes = i % 2 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int change = random.Next(4); change > 0 && bytes.Length > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                ReadAll(bytes);
            }
            catch (ProtocolException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 10_000, 50_000);
    }

    [Fact]
    public void Buffer_RetainedTwice_KeepsItsBytesUntilTheLastRelease()
    {
        FrameBuffer buffer = FrameBuffer.Rent(4);
        buffer.Append(3).Fill(5);
        buffer.Retain();

        buffer.Release();

        Assert.Equal([5, 5, 5], buffer.Slice(0, 3).ToArray());
        buffer.Release();
        Assert.Equal(0, buffer.Length);
    }

    private static void ReadAll(byte[] bytes)
    {
        var cursor = new FrameCursor(bytes);
        while (cursor.MoveNext())
        {
            switch (cursor.Kind)
            {
                case FrameKind.Call: _ = CallFrame.Read(cursor.Body); break;
                case FrameKind.Result: _ = ResultFrame.Read(cursor.Body); break;
                case FrameKind.Chunk: _ = ChunkFrame.Read(cursor.Body); break;
                default: break;
            }
        }
    }
}
