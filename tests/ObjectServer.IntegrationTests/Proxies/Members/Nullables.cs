namespace ObjectServer.IntegrationTests.Proxies.Members;

[SharedObject("nullables")]
public sealed class Nullables : INullables
{
    public int? Number(int? value) => value;

    public DateTime? Time(DateTime? value) => value;

    public Weight? Weight(Weight? value) => value;

    public int?[] Numbers(int?[] values) => values;

    public Task<(int First, int? Second)?> PairAsync((int First, int? Second)? pair) => Task.FromResult(pair);

    public Tint? Tint(Tint? value) => value;

    public Rights Rights(Rights value) => value;

    public Rights[] AllRights(Rights[] values) => values;
}
