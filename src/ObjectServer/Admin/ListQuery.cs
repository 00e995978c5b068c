namespace ObjectServer.Admin;

/// <summary>Which part of a listing is wanted.</summary>
/// <param name="Skip">How many entries are passed over.</param>
/// <param name="Limit">How many entries are wanted; 0 for <see cref="DefaultLimit"/>, at most <see cref="MostLimit"/>.</param>
/// <param name="Search">Only entries that have this in one of their texts, whatever its case; empty for all.</param>
/// <param name="Sort">By what they are sorted, as each listing says; empty for its default.</param>
/// <param name="Descending">Greatest first.</param>
internal sealed record ListQuery(int Skip = 0, int Limit = 0, string Search = "", string Sort = "", bool Descending = false)
{
    /// <summary>How many entries there are where nothing is said.</summary>
    public const int DefaultLimit = 100;

    /// <summary>How many entries a page has at most.</summary>
    public const int MostLimit = 1000;

    /// <summary>How long what is searched for may be.</summary>
    public const int MostSearchCharacters = 256;

    /// <summary>How many entries the page may have.</summary>
    public int Take => Limit == 0 ? DefaultLimit : Limit;

    /// <summary>Demands that there is such a page.</summary>
    /// <param name="sorts">By what entries can be sorted.</param>
    /// <exception cref="ArgumentException">There is none; the message says what there is.</exception>
    public void Demand(params ReadOnlySpan<string> sorts)
    {
        if (Skip < 0) throw new ArgumentException($"{Skip} entries cannot be skipped.");
        if (Limit is < 0 or > MostLimit) throw new ArgumentException($"A page of {Limit} entries was asked for; it has 1 to {MostLimit}, or 0 for {DefaultLimit}.");
        if (Search.Length > MostSearchCharacters) throw new ArgumentException($"What is searched for has {Search.Length} characters; it may have {MostSearchCharacters}.");
        if (Sort.Length > 0 && !sorts.Contains(Sort)) throw new ArgumentException($"The entries cannot be sorted by \"{Session.ClientName.Of(Sort)}\"; they can be by {string.Join(", ", sorts.ToArray())}.");
    }

    /// <summary>Whether an entry with these texts is wanted.</summary>
    public bool Finds(params ReadOnlySpan<string?> texts)
    {
        if (Search.Length == 0) return true;
        foreach (string? text in texts)
        {
            if (text?.Contains(Search, StringComparison.OrdinalIgnoreCase) == true) return true;
        }

        return false;
    }

    /// <summary>The page of these entries, by a key.</summary>
    /// <param name="all">All that are found.</param>
    /// <param name="key">By what they are sorted.</param>
    /// <param name="then">By what those are that are the same in that.</param>
    public IEnumerable<T> Page<T, TKey>(IEnumerable<T> all, Func<T, TKey> key, Func<T, ulong> then)
    {
        IOrderedEnumerable<T> sorted = Descending ? all.OrderByDescending(key, Order<TKey>()) : all.OrderBy(key, Order<TKey>());
        return sorted.ThenBy(then).Skip(Skip).Take(Take);
    }

    // Names are told apart as the server does it.
    private static IComparer<TKey> Order<TKey>() => typeof(TKey) == typeof(string) ? (IComparer<TKey>)(object)StringComparer.Ordinal : Comparer<TKey>.Default;
}
