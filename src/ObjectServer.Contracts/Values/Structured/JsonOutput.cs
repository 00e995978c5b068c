using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

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
    /// <param name="limit">The limit, for the error.</param>
    /// <param name="available">How much of it is left.</param>
    public void Write<T>(T value, JsonTypeInfo<T> shape, ValueLimit limit, long available)
    {
        _limited.Reset(limit, available);
        JsonSerializer.Serialize(_writer, value, shape);
        _writer.Flush();
    }

    /// <summary>Forgets the text, finished or not.</summary>
    public void Clear()
    {
        Buffer.Clear();
        _writer.Reset(_limited);
    }
}
