using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;
using ObjectServer.Contract;
using ObjectServer.Memory;
using ObjectServer.Wire;
using Kind = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Values;

/// <content>Values of any length.</content>
internal sealed partial class ValueReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySequence<byte> _numbers;

    /// <summary>Reads a string, or null.</summary>
    public string? ReadText()
    {
        if (!TakeOrNull(Kind.Text))
            return null;

        try
        {
            return _contentStart >= 0
                ? StrictUtf8.GetString(_array, _contentStart, _contentLength)
                : WireText.Read(_content, StrictUtf8);
        }
        catch (DecoderFallbackException e)
        {
            throw new ArgumentEncodingException("The text cannot be read: it is not valid UTF-8.", null, e);
        }
    }

    /// <summary>Reads bytes whose number the caller does not know, into an array of their own; or null.</summary>
    public byte[]? ReadBinary()
    {
        if (!TakeOrNull(Kind.Binary))
            return null;

        ReadOnlySequence<byte> content = Content;
        if (content.Length > Array.MaxLength)
            Fault.Throw($"{content.Length} bytes are more than an array can have");

        byte[] bytes = content.Length == 0 ? [] : LargePages.Array<byte>((int)content.Length);
        Copy(content, ref MemoryMarshal.GetArrayDataReference(bytes));
        return bytes;
    }

    /// <summary>Reads bytes where they lie; false for null. Valid as long as the payload is.</summary>
    public bool TryReadBinary(out ReadOnlySequence<byte> content)
    {
        bool isThere = TakeOrNull(Kind.Binary);
        content = isThere ? Content : default;
        return isThere;
    }

    /// <summary>
    /// Keeps what <see cref="TryReadBinary"/> has just given until what is returned is disposed of, once; null where it must be copied, as it is only
    /// valid as long as the payload is.
    /// </summary>
    public IDisposable? Keep()
    {
        if (Transfer is null || _array == _joined) return null;
        Transfer.Retain();
        return Transfer;
    }

    /// <summary>Reads bytes into a place of exactly their number.</summary>
    public void ReadBinary(Span<byte> destination)
    {
        Take(Kind.Binary);
        ReadOnlySequence<byte> content = Content;
        if (content.Length != destination.Length)
            Fault.Throw($"{content.Length} bytes arrived where the type has {destination.Length}");

        content.CopyTo(destination);
    }

    /// <summary>
    /// Reads the shape of an array of numbers and checks it against the data that is there; false for null. The elements are then
    /// taken with <see cref="CopyNumbers"/>.
    /// </summary>
    /// <param name="type">The element that the declared type has.</param>
    /// <param name="elementBytes">Its size.</param>
    /// <param name="lengths">Receives the length of each dimension; its own length is the declared rank.</param>
    public bool TryReadNumbers(ElementType type, int elementBytes, Span<long> lengths)
    {
        if (!TakeOrNull(Kind.Numbers))
            return false;

        var shape = new NumbersShape(lengths);
        shape.Read(Content, out _numbers);
        shape.Check(type, elementBytes, _numbers.Length, _limit);
        return true;
    }

    /// <summary>Copies the elements of the array whose shape was just read.</summary>
    /// <param name="destination">The first byte of as much memory as the shape needs.</param>
    public void CopyNumbers(ref byte destination)
    {
        Copy(_numbers, ref destination);
        _numbers = default;
    }

    /// <summary>Reads the bytes of a protobuf message whose type is not known here, or null.</summary>
    public byte[]? ReadMessageBytes() => TakeOrNull(Kind.Message) ? Content.ToArray() : null;

    /// <summary>Reads a protobuf message, or null.</summary>
    /// <typeparam name="T">The declared type.</typeparam>
    public T? ReadMessage<T>()
        where T : class, IMessage, new()
    {
        if (!TakeOrNull(Kind.Message))
            return null;

        var message = new T();
        try
        {
            message.MergeFrom(Content);
            return message;
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            throw new ArgumentEncodingException($"The message cannot be read as {TypeNames.Of(typeof(T))}: {e.Message}", null, e);
        }
    }

    private static void Copy(in ReadOnlySequence<byte> content, ref byte destination)
    {
        if (content.Length < LongCopies.LeastBytes) CopyHere(content, ref destination);
        else CopyLong(content, ref destination);
    }

    private static void CopyHere(in ReadOnlySequence<byte> content, ref byte destination)
    {
        ref byte next = ref destination;
        foreach (ReadOnlyMemory<byte> piece in content)
        {
            piece.Span.CopyTo(MemoryMarshal.CreateSpan(ref next, piece.Length));
            next = ref Unsafe.Add(ref next, piece.Length);
        }
    }

    private static unsafe void CopyLong(ReadOnlySequence<byte> content, ref byte destination)
    {
        fixed (byte* first = &destination)
        {
            byte* start = first;
            LongCopies.Run(content.Length, () => CopyHere(content, ref *start));
        }
    }
}
