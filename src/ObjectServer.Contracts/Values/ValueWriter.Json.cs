using System.Text.Json.Serialization.Metadata;
using ObjectServer.Values.Structured;
using ObjectServer.Values.Structured.Records;
using ObjectServer.Wire;

namespace ObjectServer.Values;

/// <content>Items that are JSON.</content>
internal sealed partial class ValueWriter
{
    private JsonOutput? _json;

    /// <summary>Writes a value as JSON, and the shared objects that it mentions beside it.</summary>
    /// <typeparam name="T">The declared type: what else the value may be is not written.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="shape">How the serializer sees the type.</param>
    /// <param name="records">What writes plain records of that type, if anything does.</param>
    /// <exception cref="ArgumentEncodingException">A part of it cannot be written; the message says which.</exception>
    /// <exception cref="LimitExceededException">It is larger than the limit; writing stopped there.</exception>
    public void WriteJson<T>(T value, JsonTypeInfo<T> shape, RecordUse<T>? records = null)
    {
        // Its own output for the time of the call: code of the value's type runs in between.
        JsonOutput output = _json ?? new JsonOutput();
        _json = null;
        JsonReferences? outer = output.References.Enter(References);
        try
        {
            output.Write(value, shape, records, _limit, Remaining);
            WriteJson(output);
        }
        catch (Exception e) when (JsonFault.Concerns(e))
        {
            throw JsonFault.Of<T>("written as", e);
        }
        finally
        {
            output.References.Exit(outer);
            output.Clear();
            _json = output;
        }
    }

    private void WriteJson(JsonOutput output)
    {
        Span<byte> reference = stackalloc byte[WireReference.MaxBytes];
        long length = output.Buffer.Length;
        long content = 1 + Varint.Size((ulong)length) + length;
        foreach (ObjectReference item in output.References.Items)
            content += 2 + WireReference.Write(reference, item);

        WriteHeader(WireTag.Json, content, "A value written as JSON");
        _buffer.Advance(WriteField(_buffer.GetSpan(1 + Varint.MaxBytes), WireTag.JsonUtf8, (ulong)length));
        _buffer.Append(output.Buffer);
        foreach (ObjectReference item in output.References.Items)
        {
            Span<byte> field = _buffer.GetSpan(2 + WireReference.MaxBytes);
            int size = WireReference.Write(field[2..], item);
            field[0] = WireTag.JsonReference;
            field[1] = (byte)size;
            _buffer.Advance(2 + size);
        }
    }
}
