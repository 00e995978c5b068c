namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Numbers that a reader can check without knowing more than a key: none of them is zero, and none stands in two places.</summary>
internal static class KillingPattern
{
    /// <summary>The number at an index.</summary>
    public static long At(long key, long index) => unchecked((((key << 32) ^ index) * 6364136223846793005L) | 1);

    /// <summary>Fills elements that begin at an index.</summary>
    public static void Fill(Span<long> elements, long key, long start)
    {
        for (int i = 0; i < elements.Length; i++) elements[i] = At(key, start + i);
    }

    /// <summary>Where the first element is that is not as it must be; −1 for nowhere.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="key">Their key.</param>
    /// <param name="start">The index of the first.</param>
    /// <param name="orZero">Those may be zero that nobody has filled yet.</param>
    public static int FirstWrong(ReadOnlySpan<long> elements, long key, long start, bool orZero)
    {
        for (int i = 0; i < elements.Length; i++)
        {
            if (elements[i] != At(key, start + i) && !(orZero && elements[i] == 0)) return i;
        }

        return -1;
    }
}
