using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class ContractComparisonTests
{
    private static readonly ContractModel Mine = ContractModel.Of(typeof(IStore));

    [Fact]
    public void Compare_SameFingerprint_IsComplete()
    {
        ContractDescription theirs = Mine.Describe();

        var comparison = ContractComparison.Compare(Mine, theirs);

        Assert.True(comparison.IsComplete);
    }

    [Fact]
    public void Compare_SameFingerprint_TrustsItWithoutTheMembers()
    {
        var theirs = new ContractDescription { Name = Mine.Name, Fingerprint = Mine.Fingerprint };

        var comparison = ContractComparison.Compare(Mine, theirs);

        Assert.True(comparison.IsComplete);
    }

    [Fact]
    public void Compare_MemberOnlyTheServerHas_IsIgnored()
    {
        ContractDescription theirs = Changed(members => members.Add(Member("Clear", "Clear():System.Void")));

        var comparison = ContractComparison.Compare(Mine, theirs);

        Assert.True(comparison.IsComplete);
    }

    [Fact]
    public void Compare_MemberTheServerLacks_IsMissing()
    {
        ContractDescription theirs = Changed(members => Remove(members, "Count():System.Int32"));

        var comparison = ContractComparison.Compare(Mine, theirs);

        Assert.Empty(comparison.Differences);
        Assert.Equal(["Count():System.Int32"], comparison.Missing.Select(member => member.Signature));
        Assert.False(comparison.IsComplete);
    }

    [Fact]
    public void Compare_SetterTheServerLacks_IsMissingThoughItsGetterIsThere()
    {
        ContractDescription theirs = Changed(members => Remove(members, "set Capacity(System.Int32)"));

        var comparison = ContractComparison.Compare(Mine, theirs);

        Assert.Empty(comparison.Differences);
        Assert.Equal(["set Capacity(System.Int32)"], comparison.Missing.Select(member => member.Signature));
    }

    [Fact]
    public void Compare_SignatureDiffers_IsADifferenceWithBothSignatures()
    {
        ContractDescription theirs = Changed(members =>
        {
            Remove(members, "Count():System.Int32");
            members.Add(Member("Count", "Count():System.Int64"));
        });

        var comparison = ContractComparison.Compare(Mine, theirs);

        string difference = Assert.Single(comparison.Differences);
        Assert.Contains("Count():System.Int32 is Count():System.Int64 on the server", difference, StringComparison.Ordinal);
        Assert.Empty(comparison.Missing);
    }

    [Fact]
    public void Compare_PropertyChangedItsType_EachAccessorIsComparedWithItsOwnKind()
    {
        ContractDescription theirs = Changed(members =>
        {
            Remove(members, "get Capacity:System.Int32");
            Remove(members, "set Capacity(System.Int32)");
            members.Add(Member("Capacity", "get Capacity:System.Int64", MemberKind.Getter));
            members.Add(Member("Capacity", "set Capacity(System.Int64)", MemberKind.Setter));
        });

        var comparison = ContractComparison.Compare(Mine, theirs);

        Assert.Equal(
            [
                "get Capacity:System.Int32 is get Capacity:System.Int64 on the server.",
                "set Capacity(System.Int32) is set Capacity(System.Int64) on the server.",
            ],
            comparison.Differences);
    }

    [Fact]
    public void Compare_SameNameInAnotherInterface_IsNoDifference()
    {
        ContractDescription theirs = Changed(members =>
        {
            Remove(members, "Count():System.Int32");
            MemberDescription other = Member("Count", "Count():System.Int64");
            other.DeclaringInterface = "Acme.IOther";
            members.Add(other);
        });

        var comparison = ContractComparison.Compare(Mine, theirs);

        Assert.Empty(comparison.Differences);
        Assert.Single(comparison.Missing);
    }

    [Fact]
    public void Compare_ContractWithNothingInCommon_SaysWhichItIs()
    {
        var theirs = new ContractDescription { Name = "Acme.IOther", Fingerprint = 1 };

        var comparison = ContractComparison.Compare(Mine, theirs);

        Assert.Contains("The object's contract is Acme.IOther", Assert.Single(comparison.Differences), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_BaseContractOfTheServers_IsComplete()
    {
        ContractDescription theirs = ContractModel.Of(typeof(ILargerStore)).Describe();

        var comparison = ContractComparison.Compare(Mine, theirs);

        Assert.True(comparison.IsComplete);
    }

    [Fact]
    public void ThrowIfDifferent_Differences_ListsThemAll()
    {
        ContractDescription theirs = Changed(members =>
        {
            Remove(members, "Count():System.Int32");
            Remove(members, "Put(System.String):System.Void");
            members.Add(Member("Count", "Count():System.Int64"));
            members.Add(Member("Put", "Put(System.Int32):System.Void"));
        });

        var exception = Assert.Throws<ContractMismatchException>(ContractComparison.Compare(Mine, theirs).ThrowIfDifferent);

        Assert.Equal(Mine.Name, exception.ContractName);
        Assert.Equal(2, exception.Differences.Count);
        Assert.All(exception.Differences, difference => Assert.Contains(difference, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void ThrowIfDifferent_MembersAreOnlyMissing_LetsTheObjectBeGot()
    {
        ContractDescription theirs = Changed(members => Remove(members, "Count():System.Int32"));

        var comparison = ContractComparison.Compare(Mine, theirs);

        comparison.ThrowIfDifferent();
    }

    [Fact]
    public void Demand_MissingMember_SaysWhatThereIsNearestFirst()
    {
        ContractDescription theirs = Changed(members =>
        {
            Remove(members, "Count():System.Int32");
            members.Add(Member("Counts", "Counts():System.Int32"));
        });
        var comparison = ContractComparison.Compare(Mine, theirs);

        var exception = Assert.Throws<MemberNotFoundException>(() => comparison.Demand(MyMember("Count():System.Int32")));

        Assert.Equal(Mine.Name, exception.ContractName);
        Assert.Equal("Count():System.Int32", exception.MemberName);
        Assert.Equal("Counts():System.Int32", exception.Candidates[0]);
    }

    [Fact]
    public void Demand_MemberThatIsThere_Passes()
    {
        ContractDescription theirs = Changed(members => Remove(members, "Count():System.Int32"));

        var comparison = ContractComparison.Compare(Mine, theirs);

        comparison.Demand(MyMember("Put(System.String):System.Void"));
    }

    [Fact]
    public void NotFound_ManyMembers_NamesFew()
    {
        ContractDescription theirs = Changed(members =>
        {
            Remove(members, "Count():System.Int32");
            for (int i = 0; i < 1000; i++)
                members.Add(Member($"M{i}", $"M{i}():System.Void"));
        });

        MemberNotFoundException exception = ContractComparison.Compare(Mine, theirs).NotFound(MyMember("Count():System.Int32"));

        Assert.InRange(exception.Candidates.Count, 5, 10);
    }

    private static ContractMember MyMember(string signature) => Assert.Single(Mine.Members, member => member.Signature == signature);

    private static ContractDescription Changed(Action<IList<MemberDescription>> change)
    {
        ContractDescription theirs = Mine.Describe().Clone();
        theirs.Fingerprint++;
        change(theirs.Members);
        return theirs;
    }

    private static void Remove(IList<MemberDescription> members, string signature) =>
        Assert.True(members.Remove(Assert.Single(members, member => member.Signature == signature)));

    private static MemberDescription Member(string name, string signature, MemberKind kind = MemberKind.Method) => new()
    {
        Id = MemberId.Of(Mine.Name, signature),
        Name = name,
        Signature = signature,
        Kind = kind,
        DeclaringInterface = Mine.Name,
    };

    [SharedContract]
    public interface IStore
    {
        int Capacity { get; set; }

        int Count();

        void Put(string text);
    }

    [SharedContract]
    public interface ILargerStore : IStore
    {
        void Clear();
    }
}
