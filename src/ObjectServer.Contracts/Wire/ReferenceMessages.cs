using Google.Protobuf;

namespace ObjectServer.Wire;

/// <summary>References as messages and back.</summary>
internal static class ReferenceMessages
{
    /// <summary>The message for a reference.</summary>
    public static Reference Write(in ObjectReference reference) => new()
    {
        Server = ByteString.CopyFrom(reference.Server.ToByteArray(bigEndian: true)),
        Generation = reference.Generation,
        Object = reference.ObjectId,
        Contract = reference.Contract,
        Address = reference.Address ?? "",
    };

    /// <summary>The reference in a message.</summary>
    /// <exception cref="ProtocolException">There is none, or the server's identity is not 16 bytes.</exception>
    public static ObjectReference Read(Reference? message)
    {
        if (message is null) throw new ProtocolException("A message that is about an object has no reference to it.");
        if (message.Server.Length != 16)
        {
            throw new ProtocolException($"A reference names its server by {message.Server.Length} bytes instead of 16.");
        }

        return new ObjectReference(new Guid(message.Server.Span, bigEndian: true), message.Generation, message.Object, message.Contract)
        {
            Address = message.Address.Length is 0 or > ObjectReference.MostAddressChars ? null : message.Address,
        };
    }
}
