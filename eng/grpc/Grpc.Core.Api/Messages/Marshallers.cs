using System.Text;

namespace Grpc.Core;

/// <summary>Makes marshallers; spares the caller, and generated code, the type argument.</summary>
public static class Marshallers
{
    /// <summary>Text as UTF-8.</summary>
    public static Marshaller<string> StringMarshaller { get; } = new(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString);

    /// <summary>Makes a marshaller of functions over arrays.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="serializer">Turns a message into bytes.</param>
    /// <param name="deserializer">Turns bytes into a message.</param>
    /// <returns>The marshaller.</returns>
    public static Marshaller<T> Create<T>(Func<T, byte[]> serializer, Func<byte[], T> deserializer) => new(serializer, deserializer);

    /// <summary>Makes a marshaller of functions over contexts.</summary>
    /// <typeparam name="T">The message.</typeparam>
    /// <param name="serializer">Writes a message to a context.</param>
    /// <param name="deserializer">Reads a message from a context.</param>
    /// <returns>The marshaller.</returns>
    public static Marshaller<T> Create<T>(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer) =>
        new(serializer, deserializer);
}
