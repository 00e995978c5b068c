namespace ObjectServer.IntegrationTests.Proxies.Passing;

/// <summary>Takes shared objects in every form, keeps them in order, and gives the form back.</summary>
[SharedContract]
public interface IDealer
{
    ICard? Pass(ICard? card);

    List<ICard?>? PassList(List<ICard?>? cards);

    ICard?[] PassArray(ICard?[] cards);

    Dictionary<string, ICard?> PassDictionary(Dictionary<string, ICard?> cards);

    Hand PassRecord(Hand hand);

    (ICard? First, int Number, ICard? Second) PassTuple((ICard? First, int Number, ICard? Second) cards);

    Dictionary<string, List<Hand[]>> PassNested(Dictionary<string, List<Hand[]>> hands);

    int PassTwo(ICard first, ICard second);

    int RankOf(Ranked cards);

    IReadOnlyList<int> Taken();

    int DistinctTaken();
}
