using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ObjectServer.Values.Structured.Records;

namespace ObjectServer.Values.Structured;

/// <summary>What it takes to write a piece of JSON; used again for the next.</summary>
internal sealed class JsonOutput
{
    private readonly LimitedOutput _limited;
    private readonly Utf8JsonWriter _writer;

    /// <summary>Creates an empty one.</summary>
    public JsonOutput()
    {
        _limited = new LimitedOutput(Buffer);
        _writer = new Utf8JsonWriter(_limited, JsonOptions.Writer);
    }

    /// <summary>The text.</summary>
    public PayloadBuffer Buffer { get; } = new();

    /// <summary>The shared objects that the text mentions.</summary>
    public JsonReferences References { get; } = new();

    /// <summary>Writes the text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="shape">How the serializer sees its declared type.</param>
    /// <param name="records">What writes plain records of that type, if anything does.</param>
    /// <param name="limit">The limit, for the error.</param>
    /// <param name="available">How much of it is left.</param>
    public void Write<T>(T value, JsonTypeInfo<T> shape, RecordUse<T>? records, ValueLimit limit, long available)
    {
        _limited.Reset(limit, available);
        if (records?.Form is { } form)
        {
            if (form.TryWrite(_limited, value)) return;
            Buffer.Clear();
        }

        JsonSerializer.Serialize(_writer, value, shape);
        _writer.Flush();
        records?.Pass(Buffer.Length);
    }

    /// <summary>Forgets the text, finished or not.</summary>
    public void Clear()
    {
        Buffer.Clear();
        _writer.Reset(_limited);
    }
}
