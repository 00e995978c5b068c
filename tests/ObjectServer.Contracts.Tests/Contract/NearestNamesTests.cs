using FsCheck;
using FsCheck.Fluent;
using ObjectServer.Contract;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class NearestNamesTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("Energy", "energy", 0)]
    [InlineData("Enegry", "Energy", 1)]
    [InlineData("Run", "RunAsync", 5)]
    public void Distance_TwoNames_CountsLettersToChange(string left, string right, int expected)
    {
        int distance = NearestNames.Distance(left, right);

        Assert.Equal(expected, distance);
    }

    [Fact]
    public void Distance_AnyNames_IsSymmetricAndBounded() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string?, string?>((left, right) =>
        {
            string a = left ?? "";
            string b = right ?? "";
            int distance = NearestNames.Distance(a, b);
            return distance == NearestNames.Distance(b, a)
                && distance >= Math.Abs(a.Length - b.Length)
                && distance <= Math.Max(a.Length, b.Length)
                && NearestNames.Distance(a, a) == 0;
        }));

    [Fact]
    public void Distance_NamesOfAnyLength_ComparesTheirBeginnings()
    {
        int distance = NearestNames.Distance(new string('a', 1_000_000), new string('b', 2_000_000));

        Assert.Equal(128, distance);
    }

    [Fact]
    public void To_ManyCandidates_GivesTheNearestFirstEachOnce()
    {
        IReadOnlyList<string> nearest = NearestNames.To("catalog", ["zebra", "catalogue", "Catalog", "cat", "catalogue", "dialog"], 3);

        Assert.Equal(["Catalog", "catalogue", "dialog"], nearest);
    }

    [Fact]
    public void To_NoCandidates_IsEmpty()
    {
        IReadOnlyList<string> nearest = NearestNames.To("catalog", [], 5);

        Assert.Empty(nearest);
    }
}
