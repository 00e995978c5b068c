using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>
/// Makes frames of recorded ones. Most keep what a session needs to go on, so that what is behind it is reached: their length is right, and
/// calls have the number that is next.
/// </summary>
internal sealed class FrameMutator(Random random, SessionRecording recording)
{
    private const int Attempts = 16;

    // Frames that may be such as cannot be read.
    private const int OneIn = 24;

    private readonly Mutator _mutator = new(random, recording.All);

    /// <summary>The lane that the next inputs are for: mostly that of calls.</summary>
    public Lane NextLane() => random.Next(10) switch { 0 or 1 => Lane.Control, 2 => Lane.Bulk, _ => Lane.Calls };

    /// <summary>How many inputs come next.</summary>
    public int NextCount() => 1 + random.Next(48);

    /// <summary>Whether the last input of a session is one that keeps to nothing.</summary>
    public bool EndsAnyhow() => random.Next(3) == 0;

    /// <summary>Bytes that keep to nothing.</summary>
    public byte[] Any(Lane lane) => _mutator.Change(Pick(lane));

    /// <summary>A frame: mostly one that can be read, as a session ends with the first that cannot.</summary>
    /// <param name="lane">The lane that it is for.</param>
    /// <param name="sequence">The number of the session's last call; counted on when this frame is one.</param>
    public byte[] Next(Lane lane, ref ulong sequence)
    {
        byte[] frame = [];
        ulong next = sequence;
        for (int attempts = random.Next(OneIn) == 0 ? 1 : Attempts; attempts > 0; attempts--)
        {
            next = sequence;
            frame = Change(Pick(lane), ref next);
            if (IsReadable(frame, next)) break;
        }

        sequence = next;
        return frame;
    }

    // What a session can read by the means that it reads with, and what has the number that is next.
    private static bool IsReadable(byte[] bytes, ulong next)
    {
        try
        {
            var cursor = new FrameCursor(bytes);
            cursor.MoveNext();
            switch (cursor.Kind)
            {
                case FrameKind.None or FrameKind.Goodbye: return false;
                case FrameKind.Call: return CallFrame.Read(cursor.Body).Sequence == next;
                case FrameKind.Result: return ResultFrame.Read(cursor.Body).ErrorLength >= 0;
                case FrameKind.Chunk: return ChunkFrame.Read(cursor.Body).DataLength >= 0;
                default: return FrameBatch.Parser.ParseFrom(bytes).Frames is [var frame] && (frame.Request?.Sequence ?? next) == next;
            }
        }
        catch (Exception e) when (e is ProtocolException || Unreadable.Is(e))
        {
            return false;
        }
    }

    private byte[] Pick(Lane lane)
    {
        IReadOnlyList<byte[]> frames = recording.Frames(lane);
        return frames[random.Next(frames.Count)];
    }

    private byte[] Change(byte[] recorded, ref ulong sequence)
    {
        var cursor = new FrameCursor(recorded);
        cursor.MoveNext();
        ReadOnlySpan<byte> body = cursor.Body;
        if (cursor.Kind is not (FrameKind.Call or FrameKind.Request)) return Wrap(cursor.Kind, random.Next(20) == 0 ? body.ToArray() : _mutator.Change(body));

        // Behind its number, which is the first field.
        int at = 0;
        Varint.TryRead(body, ref at, out _);
        Varint.TryRead(body, ref at, out _);
        byte[] number = new byte[1 + Varint.MaxBytes];
        number[0] = 1 << 3;
        int length = 1 + Varint.Write(number.AsSpan(1), ++sequence);
        return Wrap(cursor.Kind, [.. number.AsSpan(0, length), .. _mutator.Change(body[at..])]);
    }

    private static byte[] Wrap(FrameKind kind, byte[] body)
    {
        FrameBuffer buffer = FrameBuffer.Rent(body.Length + 32);
        var span = new FrameSpan(buffer, kind, body.Length);
        body.CopyTo(span.Rest);
        byte[] frame = buffer.Span.ToArray();
        buffer.Release();
        return frame;
    }
}
