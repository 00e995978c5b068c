using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Google.Protobuf;
using ObjectServer.Values;
using ObjectServer.Values.Structured;
using ObjectServer.Values.Structured.Records;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Values.Records;

/// <summary>The two ways of one type: by the serializer alone, and by compiled code where there is some.</summary>
/// <typeparam name="T">The declared type.</typeparam>
internal sealed class RecordPair<T>
{
    private readonly JsonTypeInfo<T> _type = (JsonTypeInfo<T>)JsonOptions.For(typeof(T)).GetTypeInfo(typeof(T));

    public RecordPair()
    {
        Serializer = new JsonCodec<T>(_type);
        Compiled = new JsonCodec<T>(_type);
        Compiled.Records.Execute();
    }

    public JsonCodec<T> Serializer { get; }

    public JsonCodec<T> Compiled { get; }

    public RecordForm<T>? Form => Compiled.Records.Form;

    /// <summary>The compiled code writes it itself, and the same bytes; and reads these itself, to the same value.</summary>
    public void AgreesOn(T value)
    {
        byte[] expected = JsonSerializer.SerializeToUtf8Bytes(value, _type);
        using var buffer = new PayloadBuffer();

        Assert.True(Form!.TryWrite(buffer, value));
        Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(buffer.AsSequence().ToArray()));
        Assert.True(Form.TryRead(expected, out T? read));
        Assert.Equal(JsonSerializer.Deserialize<T>(expected, _type), read);
    }

    /// <summary>Reads by the compiled code alone.</summary>
    public bool TryRead(string json, out T? value) => Form!.TryRead(Encoding.UTF8.GetBytes(json), out value);

    /// <summary>Both ways read the same value, or fail with the same error.</summary>
    public void ReadsAlike(string json) => ReadsAlike(Encoding.UTF8.GetBytes(json));

    /// <inheritdoc cref="ReadsAlike(string)"/>
    public void ReadsAlike(byte[] json)
    {
        byte[] payload = Payloads.Of(new Value { Json = new Json { Utf8 = ByteString.CopyFrom(json) } });
        T? expected = default;
        T? found = default;

        Exception? expectedError = Record.Exception(() => expected = Serializer.Read(Payloads.Reader(payload)));
        Exception? foundError = Record.Exception(() => found = Compiled.Read(Payloads.Reader(payload)));

        Assert.Equal((expectedError?.GetType(), expectedError?.Message), (foundError?.GetType(), foundError?.Message));
        Assert.Equal(expected, found);
    }

    /// <summary>Both ways write the same bytes, or fail with the same error.</summary>
    public void WritesAlike(T value)
    {
        byte[]? expected = null;
        byte[]? found = null;

        Exception? expectedError = Record.Exception(() => expected = Payloads.Write(writer => Serializer.Write(writer, value)));
        Exception? foundError = Record.Exception(() => found = Payloads.Write(writer => Compiled.Write(writer, value)));

        Assert.Equal((expectedError?.GetType(), expectedError?.Message), (foundError?.GetType(), foundError?.Message));
        Assert.Equal(expected, found);
    }
}
