namespace ObjectServer.Values.Structured.Records;

/// <summary>
/// Reads plain records out of JSON that lies in one array. It expects what <see cref="RecordText"/> writes, and takes spaces, members in another
/// order and missing ones as well. Of everything else, right or wrong, it notes that it has failed: the serializer then reads the value from the
/// start, by its rules and with its errors.
/// </summary>
/// <param name="json">Where the JSON is.</param>
/// <param name="start">Where it begins.</param>
/// <param name="end">Where it ends.</param>
/// <param name="heads">All that stands before the value of each member when the members come in their order.</param>
/// <param name="names">The members' names.</param>
internal sealed partial class RecordSource(byte[] json, int start, int end, byte[][] heads, byte[][] names)
{
    private int _position = start;
    private ulong _read;

    /// <summary>Whether something met that is left to the serializer.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Bytes that are still to be read.</summary>
    public int Remaining => end - _position;

    private ReadOnlySpan<byte> Rest => json.AsSpan(_position, end - _position);

    /// <summary>The member whose value comes next; -1 when there is none.</summary>
    /// <param name="previous">The one that was read before; -1 at the start of a record.</param>
    public int Next(int previous)
    {
        if (previous < 0) _read = 0;
        if (HasFailed) return -1;
        int next = previous + 1;
        if (next < heads.Length)
        {
            byte[] head = heads[next];
            if (!Rest.StartsWith(head)) return Find(previous);
            _position += head.Length;
            return Note(next);
        }

        return TryTake((byte)'}') ? -1 : Find(previous);
    }

    /// <summary>Whether a record was read, and with all members that it must have.</summary>
    public bool IsComplete(ulong required)
    {
        if ((_read & required) != required) HasFailed = true;
        return !HasFailed;
    }

    /// <summary>Whether a member was read.</summary>
    public bool HasRead(int member) => (_read & (1UL << member)) != 0;

    /// <summary>Takes what stands between records.</summary>
    public bool TryTakeMark(byte character)
    {
        SkipSpace();
        return TryTake(character);
    }

    /// <summary>Whether there is nothing more.</summary>
    public bool TryEnd()
    {
        SkipSpace();
        return !HasFailed && _position == end;
    }

    /// <summary>Takes null, if that is what comes next.</summary>
    public bool TryTakeNull()
    {
        SkipSpace();
        return TryTake("null"u8);
    }

    private int Find(int previous)
    {
        SkipSpace();
        if (previous < 0 && !TryTake((byte)'{')) return Fail();
        SkipSpace();
        if (TryTake((byte)'}')) return -1;
        if (previous >= 0 && !TryTakeMark((byte)',')) return Fail();
        SkipSpace();
        int length = TryTake((byte)'"') ? Rest.IndexOf((byte)'"') : -1;
        if (length < 0) return Fail();

        // A name with an escape is none of them as it stands.
        ReadOnlySpan<byte> name = Rest[..length];
        for (int i = 0; i < names.Length; i++)
        {
            if (!name.SequenceEqual(names[i])) continue;
            _position += length + 1;
            return TryTakeMark((byte)':') ? Note(i) : Fail();
        }

        return Fail();
    }

    private int Note(int member)
    {
        ulong bit = 1UL << member;
        if ((_read & bit) != 0) return Fail();
        _read |= bit;
        return member;
    }

    private int Fail()
    {
        HasFailed = true;
        return -1;
    }

    private bool TryTake(byte character)
    {
        if (_position == end || json[_position] != character) return false;
        _position++;
        return true;
    }

    private bool TryTake(ReadOnlySpan<byte> bytes)
    {
        if (!Rest.StartsWith(bytes)) return false;
        _position += bytes.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_position < end && json[_position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') _position++;
    }
}
