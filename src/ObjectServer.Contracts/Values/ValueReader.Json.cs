using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObjectServer.Contract;
using ObjectServer.Values.Structured;
using ObjectServer.Values.Structured.Records;
using Kind = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Values;

/// <content>Items that are JSON.</content>
internal sealed partial class ValueReader
{
    // Up to here JSON in pieces is copied into one: the serializer is slower across pieces, by more than the copy takes.
    private const int JoinedJsonBytes = 16 << 20;

    private JsonReferences? _references;

    /// <summary>Reads JSON into exactly the declared type; null for null.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    /// <param name="shape">How the serializer sees the type.</param>
    /// <param name="records">What reads plain records of that type, if anything does.</param>
    /// <exception cref="ArgumentEncodingException">It is not JSON of that type; the message says where.</exception>
    /// <exception cref="LimitExceededException">It is nested deeper than it may be.</exception>
    public T? ReadJson<T>(JsonTypeInfo<T> shape, RecordUse<T>? records = null)
    {
        if (default(T) is null && TryReadNull())
            return default;

        Take(Kind.Json);
        JsonReferences references = _references ?? new JsonReferences();
        _references = null;
        JsonReferences? outer = references.Enter(References);
        ReadOnlySequence<byte> utf8 = default;
        try
        {
            utf8 = ReadJsonFields(references);
            return Deserialize(utf8, shape, records);
        }
        catch (JsonException) when (IsTooDeep(utf8))
        {
            throw new LimitExceededException(_limit.JsonDepthOption, _limit.JsonDepth, _limit.JsonDepth + 1L, $"The nesting of a {TypeNames.Of(typeof(T))}");
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

    private T? Deserialize<T>(in ReadOnlySequence<byte> utf8, JsonTypeInfo<T> shape, RecordUse<T>? records)
    {
        if (utf8.IsSingleSegment) return DeserializeWhole(utf8, shape, records);
        if (utf8.Length > JoinedJsonBytes) return DeserializeAny(utf8, shape);
        int length = (int)utf8.Length;
        byte[] joined = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            utf8.CopyTo(joined);
            return DeserializeWhole(new ReadOnlySequence<byte>(joined, 0, length), shape, records);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private T? DeserializeWhole<T>(in ReadOnlySequence<byte> utf8, JsonTypeInfo<T> shape, RecordUse<T>? records)
    {
        RecordForm<T>? form = records?.Form is { } one && one.Depth <= _limit.JsonDepth ? one : null;
        if (form is not null && MemoryMarshal.TryGetArray(utf8.First, out ArraySegment<byte> json) && form.TryRead(json, out T? read)) return read;
        T? value = _limit.JsonDepth == JsonOptions.MaxDepth ? JsonSerializer.Deserialize(utf8.FirstSpan, shape) : DeserializeAny(utf8, shape);
        records?.Pass(utf8.Length);
        return value;
    }

    private T? DeserializeAny<T>(in ReadOnlySequence<byte> utf8, JsonTypeInfo<T> shape)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = _limit.JsonDepth });
        T? value = JsonSerializer.Deserialize(ref reader, shape);
        return reader.Read() ? throw new JsonException("there is more behind the value") : value;
    }

    // Only what could not be read is looked at again.
    private bool IsTooDeep(in ReadOnlySequence<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = _limit.JsonDepth + 1 });
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && reader.CurrentDepth >= _limit.JsonDepth) return true;
            }
        }
        catch (JsonException)
        {
            // It is no JSON, which comes before how deep it is.
        }

        return false;
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
