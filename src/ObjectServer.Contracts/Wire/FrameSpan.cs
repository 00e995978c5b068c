using System.Text;

namespace ObjectServer.Wire;

/// <summary>Writes one frame whose size is known into a batch, field by field, leaving out what has its default value, as protobuf does.</summary>
internal ref struct FrameSpan
{
    /// <summary>What each frame of a batch begins with: field 1, with a length.</summary>
    public const byte FrameTag = (1 << 3) | 2;

    private readonly Span<byte> _span;
    private int _at;

    /// <summary>Appends the frame's head and leaves room for <paramref name="bodyBytes"/> bytes of fields.</summary>
    public FrameSpan(FrameBuffer buffer, FrameKind kind, int bodyBytes)
        : this(buffer.Append(1 + Varint.Size((ulong)FrameBytes(kind, bodyBytes)) + FrameBytes(kind, bodyBytes)), kind, bodyBytes)
    {
    }

    /// <summary>Writes the frame's head to a place that has room for it, and for the fields that are written behind it.</summary>
    public FrameSpan(Span<byte> room, FrameKind kind, int bodyBytes)
    {
        int frameBytes = FrameBytes(kind, bodyBytes);
        _span = room;
        _span[_at++] = FrameTag;
        _at += Varint.Write(_span[_at..], (ulong)frameBytes);
        _at += Varint.Write(_span[_at..], ((ulong)kind << 3) | 2);
        _at += Varint.Write(_span[_at..], (ulong)bodyBytes);
    }

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _span[.._at];

    /// <summary>The room that no field has been written to yet.</summary>
    public readonly Span<byte> Rest => _span[_at..];

    public void Number(int field, ulong value)
    {
        if (value == 0) return;
        _span[_at++] = (byte)(field << 3);
        _at += Varint.Write(_span[_at..], value);
    }

    /// <summary>As <see cref="Number"/>, for fields from 16 on.</summary>
    public void FarNumber(int field, ulong value)
    {
        _at += Varint.Write(_span[_at..], (ulong)field << 3);
        _at += Varint.Write(_span[_at..], value);
    }

    public void Fixed(int field, ulong value)
    {
        if (value == 0) return;
        _span[_at++] = (byte)((field << 3) | 1);
        Varint.WriteFixed64(_span[_at..], value);
        _at += 8;
    }

    /// <summary>Writes a text, also an empty one: it is an element of a list.</summary>
    public void Text(int field, string text)
    {
        _span[_at++] = (byte)((field << 3) | 2);
        _at += Varint.Write(_span[_at..], (ulong)Encoding.UTF8.GetByteCount(text));
        _at += Encoding.UTF8.GetBytes(text, _span[_at..]);
    }

    public void Bytes(int field, in PayloadSource bytes)
    {
        if (bytes.Length == 0) return;
        Head(field, bytes.Length);
        bytes.CopyTo(_span[_at..]);
        _at += bytes.Length;
    }

    /// <summary>Writes what stands before bytes, which are put behind it otherwise.</summary>
    public void Head(int field, int length)
    {
        _span[_at++] = (byte)((field << 3) | 2);
        _at += Varint.Write(_span[_at..], (ulong)length);
    }

    /// <summary>How many bytes <see cref="Number"/> writes.</summary>
    public static int NumberSize(ulong value) => value == 0 ? 0 : 1 + Varint.Size(value);

    /// <summary>How many bytes <see cref="Bytes"/> writes.</summary>
    public static int BytesSize(int length) => length == 0 ? 0 : 1 + Varint.Size((ulong)length) + length;

    // Field numbers from 16 on take a tag of two bytes.
    private static int FrameBytes(FrameKind kind, int bodyBytes) =>
        ((int)kind < 16 ? 1 : 2) + Varint.Size((ulong)bodyBytes) + bodyBytes;
}
