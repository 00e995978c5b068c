using System.Text;
using ObjectServer.Contract;

namespace ObjectServer.Wire;

/// <summary>
/// A Call, read from or to be written to a buffer. Field meanings are those of session.proto. Writing and reading one takes a sixth of the
/// time of the generated code.
/// </summary>
internal struct CallFrame
{
    public ulong Sequence;
    public ulong Object;
    public ulong Member;
    public ulong Transfer;
    public ulong TransferBytes;
    public ulong Chain;
    public uint Depth;
    public uint TimeoutMs;
    public bool OneWay;
    public ulong Fence;
    public ulong Generation;
    public ulong FenceLock;

    /// <summary>Null for none, as in most calls.</summary>
    public string[]? TypeArguments;

    /// <summary>The trace that it belongs to; none, as in most calls, takes no bytes.</summary>
    public TraceContext Trace;

    /// <summary>Where the arguments start, from the start of the call's own message.</summary>
    public int ArgumentsOffset;

    /// <summary>How long they are.</summary>
    public int ArgumentsLength;

    /// <summary>Reads a call.</summary>
    /// <exception cref="ProtocolException">The bytes are not a Call.</exception>
    public static CallFrame Read(ReadOnlySpan<byte> body)
    {
        var call = default(CallFrame);
        int at = 0;
        while (at < body.Length)
        {
            if (!Varint.TryRead(body, ref at, out ulong tag)) throw Malformed();
            switch (tag)
            {
                case (1 << 3) | 0: call.Sequence = Number(body, ref at); break;
                case (2 << 3) | 0: call.Object = Number(body, ref at); break;
                case (3 << 3) | 1: call.Member = Fixed(body, ref at); break;
                case (4 << 3) | 2:
                    ulong length = Number(body, ref at);
                    if (length > (ulong)(body.Length - at)) throw Malformed();
                    call.ArgumentsOffset = at;
                    call.ArgumentsLength = (int)length;
                    at += (int)length;
                    break;
                case (5 << 3) | 0: call.Transfer = Number(body, ref at); break;
                case (6 << 3) | 0: call.TransferBytes = Number(body, ref at); break;
                case (7 << 3) | 1: call.Chain = Fixed(body, ref at); break;
                case (8 << 3) | 0: call.Depth = (uint)Number(body, ref at); break;
                case (9 << 3) | 0: call.TimeoutMs = (uint)Number(body, ref at); break;
                case (10 << 3) | 0: call.OneWay = Number(body, ref at) != 0; break;
                case (11 << 3) | 2: call.TypeArguments = [.. call.TypeArguments ?? [], TypeArgument(body, ref at, call.TypeArguments)]; break;
                case (12 << 3) | 2:
                    string? parent = TraceContext.Read(Text(body, ref at), TraceContext.MostParentBytes);
                    call.Trace = call.Trace with { Parent = parent };
                    break;
                case (13 << 3) | 2:
                    string? state = TraceContext.Read(Text(body, ref at), TraceContext.MostStateBytes);
                    call.Trace = call.Trace with { State = state };
                    break;
                case (14 << 3) | 0: call.Fence = Number(body, ref at); break;
                case (15 << 3) | 0: call.Generation = Number(body, ref at); break;
                case (16 << 3) | 0: call.FenceLock = Number(body, ref at); break;
                default:
                    if (!Varint.TrySkip(body, ref at, (int)(tag & 7))) throw Malformed();
                    break;
            }
        }

        return call;
    }

    /// <summary>Appends the call as a frame of the batch in <paramref name="buffer"/>, with <paramref name="arguments"/> inside.</summary>
    public readonly void Append(FrameBuffer buffer, in PayloadSource arguments)
    {
        int body = FrameSpan.NumberSize(Sequence) + FrameSpan.NumberSize(Object) + Fixed(Member) + FrameSpan.BytesSize(arguments.Length)
            + FrameSpan.NumberSize(Transfer) + FrameSpan.NumberSize(TransferBytes) + Fixed(Chain) + FrameSpan.NumberSize(Depth)
            + FrameSpan.NumberSize(TimeoutMs) + (OneWay ? 2 : 0) + (TypeArguments is null ? 0 : SizeOf(TypeArguments))
            + (Trace.IsNone ? 0 : SizeOf(Trace.Parent) + SizeOf(Trace.State)) + FrameSpan.NumberSize(Generation)
            + (FenceLock == 0 ? 0 : FrameSpan.NumberSize(Fence) + 2 + Varint.Size(FenceLock));
        var writer = new FrameSpan(buffer, FrameKind.Call, body);
        writer.Number(1, Sequence);
        writer.Number(2, Object);
        writer.Fixed(3, Member);
        writer.Bytes(4, arguments);
        writer.Number(5, Transfer);
        writer.Number(6, TransferBytes);
        writer.Fixed(7, Chain);
        writer.Number(8, Depth);
        writer.Number(9, TimeoutMs);
        writer.Number(10, OneWay ? 1u : 0u);
        foreach (string name in TypeArguments ?? []) writer.Text(11, name);
        if (!Trace.IsNone)
        {
            writer.Text(12, Trace.Parent!);
            if (Trace.State is { } state) writer.Text(13, state);
        }

        if (FenceLock != 0) writer.Number(14, Fence);
        writer.Number(15, Generation);
        if (FenceLock != 0) writer.FarNumber(16, FenceLock);
    }

    private static int SizeOf(string[] typeArguments)
    {
        int size = 0;
        foreach (string name in typeArguments) size += SizeOf(name);
        return size;
    }

    private static int SizeOf(string? text)
    {
        if (text is null) return 0;
        int length = Encoding.UTF8.GetByteCount(text);
        return 1 + Varint.Size((ulong)length) + length;
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> body, ref int at)
    {
        ulong length = Number(body, ref at);
        if (length > (ulong)(body.Length - at)) throw Malformed();
        ReadOnlySpan<byte> text = body.Slice(at, (int)length);
        at += (int)length;
        return text;
    }

    private static string TypeArgument(ReadOnlySpan<byte> body, ref int at, string[]? before)
    {
        ReadOnlySpan<byte> name = Text(body, ref at);
        if (name.Length > AllowedTypeArguments.MostNameBytes || before?.Length >= AllowedTypeArguments.Most)
        {
            throw new ProtocolException(
                $"The peer sent a call with more than {AllowedTypeArguments.Most} type arguments, or one of more than {AllowedTypeArguments.MostNameBytes} bytes.");
        }

        return Encoding.UTF8.GetString(name);
    }

    private static int Fixed(ulong value) => value == 0 ? 0 : 9;

    private static ulong Number(ReadOnlySpan<byte> body, ref int at) =>
        Varint.TryRead(body, ref at, out ulong value) ? value : throw Malformed();

    private static ulong Fixed(ReadOnlySpan<byte> body, ref int at)
    {
        if (body.Length - at < 8) throw Malformed();
        ulong value = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(body[at..]);
        at += 8;
        return value;
    }

    private static ProtocolException Malformed() => new("The peer sent a call that cannot be read.");
}
