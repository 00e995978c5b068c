namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Gives back what it is given: values that may be null, and enumerations.</summary>
[SharedContract]
public interface INullables
{
    int? Number(int? value);

    DateTime? Time(DateTime? value);

    Weight? Weight(Weight? value);

    int?[] Numbers(int?[] values);

    Task<(int First, int? Second)?> PairAsync((int First, int? Second)? pair);

    Tint? Tint(Tint? value);

    Rights Rights(Rights value);

    Rights[] AllRights(Rights[] values);
}
