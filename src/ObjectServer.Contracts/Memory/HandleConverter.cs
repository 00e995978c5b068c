using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObjectServer.Memory;

/// <summary>What lies in shared memory, wherever a value can be: it stays where it is, and a handle of it travels.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <typeparam name="THandle">What is sent of it.</typeparam>
/// <param name="shape">What a handle has to have, for messages.</param>
internal abstract class HandleConverter<T, THandle>(string shape) : JsonConverter<T>
    where THandle : class
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, HandleOf(value), options);

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (JsonSerializer.Deserialize<THandle>(ref reader, options) is not { } handle || !IsWhole(handle)) throw new JsonException(shape);
        try
        {
            return Open(handle);
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>What is sent.</summary>
    protected abstract THandle HandleOf(T value);

    /// <summary>Whether nothing is missing of a handle that was received.</summary>
    protected abstract bool IsWhole(THandle handle);

    /// <summary>What a handle means.</summary>
    /// <exception cref="ArgumentException">There can be none such.</exception>
    protected abstract T Open(THandle handle);
}
