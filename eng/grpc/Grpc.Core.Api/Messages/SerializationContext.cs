using System.Buffers;

namespace Grpc.Core;

/// <summary>
/// Where a serializer puts one message: either a whole array into <see cref="Complete(byte[])"/>, or the length, then the bytes into
/// the writer, then <see cref="Complete()"/>. Valid only until the serializer returns.
/// </summary>
public abstract class SerializationContext
{
    /// <summary>Takes the message as an array and ends it.</summary>
    /// <param name="payload">The bytes. The array belongs to the context from now on.</param>
    /// <exception cref="NotImplementedException">This context does not take arrays.</exception>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>Gives the writer that takes the bytes of the message.</summary>
    /// <returns>The writer.</returns>
    /// <exception cref="NotImplementedException">This context has no writer.</exception>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Announces the length of the message, so that it can be written in place. To be called before the writer is used.</summary>
    /// <param name="payloadLength">The length in bytes.</param>
    /// <exception cref="NotImplementedException">This context has no writer.</exception>
    public virtual void SetPayloadLength(int payloadLength) => throw new NotImplementedException();

    /// <summary>Ends the message that went into the writer.</summary>
    /// <exception cref="NotImplementedException">This context has no writer.</exception>
    public virtual void Complete() => throw new NotImplementedException();
}
