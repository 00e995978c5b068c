using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Overloads, and parameters that need not be given.</summary>
public sealed class ParameterTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server
        .AddType<IOverloads, Overloads>()
        .AddType<IDefaults, Defaults>()
        .AddType<INullables, Nullables>();

    [Fact]
    public async Task Overloads_OfOneName_AreToldApart()
    {
        IOverloads overloads = await Client.CreateAsync<IOverloads>();

        Assert.Equal("nothing", overloads.Take());
        Assert.Equal("int 1", overloads.Take(1));
        Assert.Equal("int? 1", overloads.Take((int?)1));
        Assert.Equal("long 1", overloads.Take(1L));
        Assert.Equal("day Monday", overloads.Take(DayOfWeek.Monday));
        Assert.Equal("string null", overloads.Take((string?)null));
        Assert.Equal("int 1 string a", overloads.Take(1, "a"));
        Assert.Equal("string a int 1", overloads.Take("a", 1));
        Assert.Equal("overloads True", overloads.Take(overloads));
        Assert.Equal("cancellable 1", await overloads.Take(1, CancellationToken.None));
        Assert.Equal("loud 1", overloads.TAKE(1));
    }

    [Fact]
    public async Task Overloads_OfCollections_AreToldApart()
    {
        IOverloads overloads = await Client.CreateAsync<IOverloads>();

        Assert.Equal("array 2", overloads.Take(new int[2]));
        Assert.Equal("grid 4", overloads.Take(new int[2, 2]));
        Assert.Equal("arrays 2", overloads.Take([[1], [2, 3]]));
        Assert.Equal("list of int 1", overloads.Take(new List<int> { 1 }));
        Assert.Equal("list of string 1", overloads.Take(new List<string> { "a" }));
        Assert.Equal("read-only list 1", overloads.Take((IReadOnlyList<int>)[1]));
        Assert.Equal("dictionary of int 1", overloads.Take(new Dictionary<string, int> { ["a"] = 1 }));
        Assert.Equal("dictionary of long 1", overloads.Take(new Dictionary<string, long> { ["a"] = 1 }));
        Assert.Equal("dictionary of lists 1", overloads.Take(new Dictionary<string, List<int>> { ["a"] = [1] }));
    }

    [Fact]
    public async Task OptionalParameters_NotGiven_HaveTheirDefaults()
    {
        IDefaults defaults = await Client.CreateAsync<IDefaults>();

        Assert.Equal("-8 8 -16 9223372036854775807 18446744073709551615 0.5 NaN 1.50", defaults.Numbers());
        Assert.Equal("null a \"b\" \u20AC x True", defaults.Texts());
        Assert.Equal("Friday Monday null", defaults.Enums());
        Assert.Equal("True 0 0 5 null", defaults.Structs());
        Assert.Equal("True True True False", defaults.Objects());
    }

    [Fact]
    public async Task OptionalParameters_GivenByName_AreWhatWasGiven()
    {
        IDefaults defaults = await Client.CreateAsync<IDefaults>();

        Assert.Equal("Friday  Sunday", defaults.Enums(none: DayOfWeek.Sunday, maybe: null));
        Assert.Equal("True 0 2.5  7", defaults.Structs(weight: new Weight(2.5), none: 7, number: null));
        Assert.Equal("False False True False", defaults.Objects(other: defaults, values: []));
    }

    [Fact]
    public async Task Parameters_ThatTakeAnyNumber_ArriveAsOneCollection()
    {
        IDefaults defaults = await Client.CreateAsync<IDefaults>();

        Assert.Equal(0, defaults.Sum());
        Assert.Equal(6, defaults.Sum(1, 2, 3));
        Assert.Equal(6, defaults.Sum([1, 2, 3]));
        Assert.Equal("a, null, b", defaults.Join(", ", "a", null, "b"));
        Assert.Equal("", defaults.Join(", "));
        Assert.Equal(2, defaults.Count(new Weight(1), new Weight(2)));
    }

    [Fact]
    public async Task NullableValues_WithAndWithoutAValue_ComeBackEqual()
    {
        INullables nullables = await Client.CreateAsync<INullables>();
        var time = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

        Assert.Equal(5, nullables.Number(5));
        Assert.Null(nullables.Number(null));
        Assert.Equal(time, nullables.Time(time));
        Assert.Null(nullables.Time(null));
        Assert.Equal(new Weight(2.5, "t"), nullables.Weight(new Weight(2.5, "t")));
        Assert.Null(nullables.Weight(null));
        Assert.Equal([1, null, 3], nullables.Numbers([1, null, 3]));
        Assert.Equal((1, (int?)null), await nullables.PairAsync((1, null)));
        Assert.Null(await nullables.PairAsync(null));
    }

    [Fact]
    public async Task Enums_OfEveryUnderlyingType_ComeBackEqual()
    {
        INullables nullables = await Client.CreateAsync<INullables>();

        Assert.Equal(Tint.Deep, nullables.Tint(Tint.Deep));
        Assert.Equal((Tint)77, nullables.Tint((Tint)77));
        Assert.Null(nullables.Tint(null));
        Assert.Equal(Rights.Read | Rights.All, nullables.Rights(Rights.Read | Rights.All));
        Assert.Equal([Rights.Read, Rights.None], nullables.AllRights([Rights.Read, Rights.None]));
    }
}
