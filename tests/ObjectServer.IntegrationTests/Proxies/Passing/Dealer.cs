namespace ObjectServer.IntegrationTests.Proxies.Passing;

/// <summary>Shows that what arrives are the live objects: it keeps what it was passed.</summary>
[SharedObject("dealer")]
public sealed class Dealer : IDealer
{
    private readonly List<ICard?> _taken = [];

    public Dealer(IReadOnlyList<ICard>? cards = null, ICard? last = null)
    {
        if (cards is not null) _taken.AddRange(cards);
        if (last is not null) _taken.Add(last);
    }

    public ICard? Pass(ICard? card)
    {
        _taken.Add(card);
        return card;
    }

    public List<ICard?>? PassList(List<ICard?>? cards)
    {
        if (cards is not null) _taken.AddRange(cards);
        return cards;
    }

    public ICard?[] PassArray(ICard?[] cards)
    {
        _taken.AddRange(cards);
        return cards;
    }

    public Dictionary<string, ICard?> PassDictionary(Dictionary<string, ICard?> cards)
    {
        _taken.AddRange(cards.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value));
        return cards;
    }

    public Hand PassRecord(Hand hand)
    {
        _taken.AddRange([hand.Top, .. hand.Others]);
        return hand;
    }

    public (ICard? First, int Number, ICard? Second) PassTuple((ICard? First, int Number, ICard? Second) cards)
    {
        _taken.AddRange([cards.First, cards.Second]);
        return cards;
    }

    public Dictionary<string, List<Hand[]>> PassNested(Dictionary<string, List<Hand[]>> hands)
    {
        foreach (Hand hand in hands.Values.SelectMany(lists => lists).SelectMany(list => list)) PassRecord(hand);
        return hands;
    }

    public int PassTwo(ICard first, ICard second) => first.Rank + second.Rank;

    public int RankOf(Ranked cards) => cards.Rank;

    public IReadOnlyList<int> Taken() => [.. _taken.Select(card => card is null ? 0 : ((Card)card).Rank)];

    public int DistinctTaken() => _taken.Distinct(ReferenceEqualityComparer.Instance).Count();
}
