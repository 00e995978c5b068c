using System.Buffers;
using System.Buffers.Binary;
using ObjectServer.Wire;

namespace ObjectServer.Values;

/// <summary>References in the encoding of the message Reference: both directions.</summary>
internal static class WireReference
{
    /// <summary>The most bytes that a reference takes.</summary>
    public const int MaxBytes = 18 + 2 * (1 + Varint.MaxBytes) + 9;

    private const int ServerBytes = 16;

    /// <summary>Writes the content of a Reference message and says how many bytes it took.</summary>
    public static int Write(Span<byte> destination, in ObjectReference reference)
    {
        destination[0] = WireTag.ReferenceServer;
        destination[1] = ServerBytes;
        reference.Server.TryWriteBytes(destination[2..], bigEndian: true, out _);
        int length = 2 + ServerBytes;
        if (reference.Generation != 0)
            length += ValueWriter.WriteField(destination[length..], WireTag.ReferenceGeneration, reference.Generation);
        if (reference.ObjectId != 0)
            length += ValueWriter.WriteField(destination[length..], WireTag.ReferenceObject, reference.ObjectId);
        if (reference.Contract == 0)
            return length;

        destination[length] = WireTag.ReferenceContract;
        BinaryPrimitives.WriteUInt64LittleEndian(destination[(length + 1)..], reference.Contract);
        return length + 9;
    }

    /// <summary>Reads a Reference message.</summary>
    /// <exception cref="ArgumentEncodingException">It is not one.</exception>
    public static ObjectReference Read(in ReadOnlySequence<byte> message)
    {
        Guid server = default;
        ulong generation = 0, id = 0, contract = 0;
        var cursor = new FieldCursor(message);
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case WireTag.ReferenceServer:
                    server = ReadServer(cursor.ReadContent());
                    break;
                case WireTag.ReferenceGeneration:
                    generation = cursor.ReadVarint();
                    break;
                case WireTag.ReferenceObject:
                    id = cursor.ReadVarint();
                    break;
                case WireTag.ReferenceContract:
                    contract = cursor.ReadFixed64();
                    break;
                default:
                    WireRules.SkipUnknown(ref cursor, tag, lastKnown: 5, known: WireTag.ReferenceAddress);
                    break;
            }
        }

        return new ObjectReference(server, generation, id, contract);
    }

    private static Guid ReadServer(in ReadOnlySequence<byte> content)
    {
        if (content.Length != ServerBytes)
            Fault.Throw($"a server's identity has {ServerBytes} bytes, not {content.Length}");

        Span<byte> bytes = stackalloc byte[ServerBytes];
        content.CopyTo(bytes);
        return new Guid(bytes, bigEndian: true);
    }
}
