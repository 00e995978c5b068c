using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace ObjectServer.Values.Structured.Records;

/// <summary>The compiled code of one type of plain records. It has no state: calls may overlap.</summary>
/// <typeparam name="T">The type.</typeparam>
internal sealed class RecordCode<T>
{
    private readonly byte[][] _heads;
    private readonly byte[][] _names;
    private readonly Action<RecordText, T> _write;
    private readonly Func<RecordSource, T> _read;

    private RecordCode(RecordShape shape)
    {
        _names = [.. shape.Members.Select(member => member.Name)];
        _heads = [.. _names.Select((name, i) => (byte[])[(byte)(i == 0 ? '{' : ','), (byte)'"', .. name, (byte)'"', (byte)':'])];
        _write = RecordCompiler.Writer<T>(shape);
        _read = RecordCompiler.Reader<T>(shape);
    }

    /// <summary>The code of a type; null when it is not plain.</summary>
    public static RecordCode<T>? Of(JsonTypeInfo type) => RecordShape.TryCreate(type, out RecordShape? shape) ? new RecordCode<T>(shape) : null;

    /// <summary>Starts to write to a buffer.</summary>
    public RecordText TextTo(IBufferWriter<byte> output) => new(_heads, output);

    /// <summary>Starts to read a part of an array.</summary>
    public RecordSource SourceOf(ArraySegment<byte> json) => new(json.Array!, json.Offset, json.Offset + json.Count, _heads, _names);

    /// <summary>Writes one record.</summary>
    public void Write(RecordText text, T record)
    {
        if (record is null)
        {
            text.WriteNull();
            return;
        }

        _write(text, record);
        text.Mark((byte)'}');
    }

    /// <summary>Reads one record.</summary>
    public T Read(RecordSource source) => default(T) is null && source.TryTakeNull() ? default! : _read(source);
}
