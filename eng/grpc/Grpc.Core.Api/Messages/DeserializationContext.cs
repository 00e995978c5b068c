using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a deserializer takes one message from. The bytes can be taken once, and only until the deserializer returns.</summary>
public abstract class DeserializationContext
{
    /// <summary>The length of the message in bytes.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>Takes the bytes as an array that is the caller's to keep.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="NotImplementedException">This context does not give arrays.</exception>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    /// <summary>Takes the bytes where they lie. They must not be kept beyond the return of the deserializer.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="NotImplementedException">This context does not give sequences.</exception>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotImplementedException();
}
