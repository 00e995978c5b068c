using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObjectServer.Values.Structured;
using Kind = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Values;

/// <content>Items that are JSON.</content>
internal sealed partial class ValueReader
{
    private JsonReferences? _references;

    /// <summary>Reads JSON into exactly the declared type; null for null.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    /// <param name="shape">How the serializer sees the type.</param>
    /// <exception cref="ArgumentEncodingException">It is not JSON of that type; the message says where.</exception>
    public T? ReadJson<T>(JsonTypeInfo<T> shape)
    {
        if (default(T) is null && TryReadNull())
            return default;

        Take(Kind.Json);
        JsonReferences references = _references ?? new JsonReferences();
        _references = null;
        JsonReferences? outer = references.Enter(References);
        try
        {
            ReadOnlySequence<byte> utf8 = ReadJsonFields(references);
            return Deserialize(utf8, shape);
        }
        catch (Exception e) when (JsonFault.Concerns(e))
        {
            throw JsonFault.Of<T>("read from", e);
        }
        finally
        {
            references.Exit(outer);
            _references = references;
        }
    }

    private static T? Deserialize<T>(in ReadOnlySequence<byte> utf8, JsonTypeInfo<T> shape)
    {
        if (utf8.IsSingleSegment)
            return JsonSerializer.Deserialize(utf8.FirstSpan, shape);

        var reader = new Utf8JsonReader(utf8, JsonOptions.Reader);
        T? value = JsonSerializer.Deserialize(ref reader, shape);
        return reader.Read() ? throw new JsonException("there is more behind the value") : value;
    }

    private ReadOnlySequence<byte> ReadJsonFields(JsonReferences references)
    {
        ReadOnlySequence<byte> utf8 = ReadOnlySequence<byte>.Empty;
        var cursor = new FieldCursor(Content);
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case WireTag.JsonUtf8:
                    utf8 = cursor.ReadContent();
                    break;
                case WireTag.JsonReference:
                    references.Add(WireReference.Read(cursor.ReadContent()));
                    break;
                default:
                    WireRules.SkipUnknown(ref cursor, tag, lastKnown: 2);
                    break;
            }
        }

        return utf8;
    }
}
