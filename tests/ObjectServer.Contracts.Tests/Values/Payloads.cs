using System.Buffers;
using Google.Protobuf;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Values;

/// <summary>Values to bytes and back, as the two ends of a call do it.</summary>
internal static class Payloads
{
    public static readonly ValueLimit NoLimit = new("MaxValueBytes", long.MaxValue);

    public static byte[] Write(Action<ValueWriter> write, IReferenceScope? references = null, ValueLimit? limit = null)
    {
        using var buffer = new PayloadBuffer();
        var writer = new ValueWriter();
        writer.Reset(buffer, references, limit ?? NoLimit);
        write(writer);
        return buffer.AsSequence().ToArray();
    }

    public static byte[] Write<T>(T value, IReferenceScope? references = null) =>
        Write(writer => ValueCodecs.Of<T>().Write(writer, value), references);

    public static ValueReader Reader(byte[] payload, IReferenceScope? references = null, ValueLimit? limit = null)
    {
        var reader = new ValueReader();
        reader.Reset(payload, references, limit ?? NoLimit);
        return reader;
    }

    public static ValueReader Reader(ReadOnlySequence<byte> payload, ValueLimit? limit = null)
    {
        var reader = new ValueReader();
        reader.Reset(payload, null, limit ?? NoLimit);
        return reader;
    }

    public static T Read<T>(byte[] payload, IReferenceScope? references = null)
    {
        ValueReader reader = Reader(payload, references);
        T value = ValueCodecs.Of<T>().Read(reader);
        Assert.True(reader.AtEnd);
        return value;
    }

    /// <summary>There and back; also as objects.</summary>
    public static T RoundTrip<T>(T value, IReferenceScope? references = null)
    {
        byte[] payload = Write(value, references);
        ValueCodec codec = ValueCodecs.Of(typeof(T));
        byte[] boxed = Write(writer => codec.WriteBoxed(writer, value), references);
        Assert.Equal(payload, boxed);
        Assert.Equal(Read<T>(payload, references), (T?)codec.ReadBoxed(Reader(payload, references)));
        return Read<T>(payload, references);
    }

    /// <summary>The one item, as the generated classes read it.</summary>
    public static Value Parse(byte[] payload) => Assert.Single(ObjectServer.Wire.Values.Parser.ParseFrom(payload).Items);

    /// <summary>One item, as the generated classes write it.</summary>
    public static byte[] Of(params Value[] items)
    {
        var values = new ObjectServer.Wire.Values();
        values.Items.AddRange(items);
        return values.ToByteArray();
    }

    /// <summary>The payload cut into segments that end at <paramref name="cuts"/>.</summary>
    public static ReadOnlySequence<byte> Split(byte[] payload, params int[] cuts)
    {
        var first = new Piece(payload.AsMemory(0, cuts[0]), 0);
        Piece last = first;
        for (int i = 0; i < cuts.Length; i++)
        {
            int end = i + 1 < cuts.Length ? cuts[i + 1] : payload.Length;
            last = last.Add(payload.AsMemory(cuts[i], end - cuts[i]));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Piece Add(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
