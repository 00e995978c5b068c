namespace ObjectServer.Contract;

/// <summary>Which of the names that exist a caller may have meant.</summary>
internal static class NearestNames
{
    // Names come from the other side, and the cost grows with the product of both lengths.
    private const int MostCompared = 128;

    /// <summary>
    /// At most <paramref name="most"/> of <paramref name="candidates"/>, each once, nearest first: by <see cref="Distance"/>, then
    /// by ordinal order.
    /// </summary>
    public static IReadOnlyList<string> To(string wanted, IEnumerable<string> candidates, int most) =>
    [
        .. candidates
            .Distinct(StringComparer.Ordinal)
            .OrderBy(candidate => Distance(wanted, candidate))
            .ThenBy(candidate => candidate, StringComparer.Ordinal)
            .Take(most),
    ];

    /// <summary>
    /// How many letters must be inserted, dropped, replaced or swapped with their neighbour to make one name of the other.
    /// Differences of case cost nothing. Only the first 128 letters count.
    /// </summary>
    public static int Distance(string left, string right)
    {
        ReadOnlySpan<char> a = Comparable(left);
        ReadOnlySpan<char> b = Comparable(right);
        Span<int> beforeLast = stackalloc int[MostCompared + 1];
        Span<int> last = stackalloc int[MostCompared + 1];
        Span<int> row = stackalloc int[MostCompared + 1];
        for (int j = 0; j <= b.Length; j++)
            last[j] = j;

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            Span<int> free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }

    private static string Comparable(string name) =>
        (name.Length > MostCompared ? name[..MostCompared] : name).ToUpperInvariant();
}
