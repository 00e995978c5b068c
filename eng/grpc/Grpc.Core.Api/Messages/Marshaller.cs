namespace Grpc.Core;

/// <summary>
/// Turns messages of one type into bytes and back. Made from either pair of functions, it offers both: over arrays, and over contexts
/// that save the copy. The functions are called by many calls at once.
/// </summary>
/// <typeparam name="T">The message.</typeparam>
public class Marshaller<T>
{
    /// <summary>Makes a marshaller of functions over arrays.</summary>
    /// <param name="serializer">Turns a message into bytes.</param>
    /// <param name="deserializer">Turns bytes into a message.</param>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    public Marshaller(Func<T, byte[]> serializer, Func<byte[], T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        Serializer = serializer;
        Deserializer = deserializer;
        ContextualSerializer = (message, context) => context.Complete(serializer(message));
        ContextualDeserializer = context => deserializer(context.PayloadAsNewBuffer());
    }

    /// <summary>Makes a marshaller of functions over contexts.</summary>
    /// <param name="serializer">Writes a message to a context.</param>
    /// <param name="deserializer">Reads a message from a context.</param>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    public Marshaller(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        ArgumentNullException.ThrowIfNull(deserializer);
        ContextualSerializer = serializer;
        ContextualDeserializer = deserializer;
        Serializer = message =>
        {
            ArraySerializationContext context = new();
            serializer(message, context);
            return context.Payload;
        };
        Deserializer = payload => deserializer(new ArrayDeserializationContext(payload));
    }

    /// <summary>Turns a message into an array.</summary>
    public Func<T, byte[]> Serializer { get; }

    /// <summary>Turns an array into a message.</summary>
    public Func<byte[], T> Deserializer { get; }

    /// <summary>Writes a message to a context.</summary>
    public Action<T, SerializationContext> ContextualSerializer { get; }

    /// <summary>Reads a message from a context.</summary>
    public Func<DeserializationContext, T> ContextualDeserializer { get; }
}
