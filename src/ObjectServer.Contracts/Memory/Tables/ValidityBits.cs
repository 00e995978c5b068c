namespace ObjectServer.Memory.Tables;

/// <summary>Bits that say which cells are there: one for each row, the least significant first.</summary>
internal static class ValidityBits
{
    /// <summary>How many rows one word of the bitmap tells of.</summary>
    public const int WordBits = 64;

    /// <summary>How many bytes so many rows take.</summary>
    public static int BytesFor(int rows) => (int)(((long)rows + 7) / 8);

    /// <summary>How many words of the bitmap tell of so many rows.</summary>
    public static long WordsFor(long rows) => (rows + WordBits - 1) / WordBits;

    /// <summary>Packs truth values.</summary>
    public static void Pack(ReadOnlySpan<bool> isThere, Span<byte> bits)
    {
        bits.Clear();
        for (int i = 0; i < isThere.Length; i++)
        {
            if (isThere[i]) bits[i >> 3] |= (byte)(1 << (i & 7));
        }
    }

    /// <summary>Unpacks them.</summary>
    /// <param name="words">The words of the bitmap.</param>
    /// <param name="from">The first bit, counted from the first word.</param>
    /// <param name="isThere">Where they go; as many as are read.</param>
    public static void Unpack(ReadOnlySpan<ulong> words, int from, Span<bool> isThere)
    {
        for (int i = 0; i < isThere.Length; i++)
        {
            long bit = (long)from + i;
            isThere[i] = (words[(int)(bit / WordBits)] >> (int)(bit % WordBits) & 1) != 0;
        }
    }

    /// <summary>
    /// Puts bits into a bitmap that others write at the same time: bits of other rows stay as they are, also those that share a word with these.
    /// </summary>
    /// <param name="bits">The bits, beginning with the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="words">The words of the bitmap, which lie at multiples of 8 bytes.</param>
    /// <param name="at">Where the first goes, counted from the first word.</param>
    public static void Put(ReadOnlySpan<byte> bits, int count, Span<ulong> words, int at)
    {
        for (int done = 0; done < count;)
        {
            long bit = (long)at + done;
            int shift = (int)(bit % WordBits);
            int taken = Math.Min(WordBits - shift, count - done);
            Put(ref words[(int)(bit / WordBits)], Take(bits, done, taken) << shift, Mask(taken) << shift);
            done += taken;
        }
    }

    private static void Put(ref ulong word, ulong bits, ulong mask)
    {
        if (mask == ulong.MaxValue)
        {
            Volatile.Write(ref word, bits);
            return;
        }

        ulong seen = Volatile.Read(ref word);
        while (true)
        {
            ulong found = Interlocked.CompareExchange(ref word, (seen & ~mask) | bits, seen);
            if (found == seen) return;
            seen = found;
        }
    }

    // Up to 64 bits, which may begin within a byte.
    private static ulong Take(ReadOnlySpan<byte> bits, int from, int count)
    {
        ulong taken = 0;
        int index = from >> 3;
        for (int filled = -(from & 7); filled < count; filled += 8)
        {
            ulong next = bits[index++];
            taken |= filled < 0 ? next >> -filled : next << filled;
        }

        return taken & Mask(count);
    }

    private static ulong Mask(int count) => count == WordBits ? ulong.MaxValue : (1UL << count) - 1;
}
