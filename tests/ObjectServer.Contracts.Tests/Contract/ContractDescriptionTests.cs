using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class ContractDescriptionTests
{
    private const string Here = "ObjectServer.Contracts.Tests.Contract.ContractDescriptionTests";

    [Fact]
    public void Describe_AnyContract_HasNameFingerprintAndEveryMember()
    {
        ContractModel model = ContractModel.Of(typeof(IShelf));

        ContractDescription description = model.Describe();

        Assert.Equal($"{Here}+IShelf", description.Name);
        Assert.Equal(MemberId.Fingerprint(model.Name, model.Members.Select(member => member.Id)), description.Fingerprint);
        Assert.Equal(model.Members.Select(member => member.Id), description.Members.Select(member => member.Id));
        Assert.Equal(description.Fingerprint, model.Fingerprint);
    }

    [Theory]
    [InlineData(nameof(IShelf.Empty), "", ValueKind.None)]
    [InlineData(nameof(IShelf.CountAsync), "System.Int32", ValueKind.Integer)]
    [InlineData(nameof(IShelf.Label), "System.String", ValueKind.Text)]
    [InlineData(nameof(IShelf.Next), Here + "+IShelf", ValueKind.Reference)]
    internal void Describe_EachMember_TellsWhatItResultsIn(string name, string type, ValueKind kind)
    {
        MemberDescription member = Assert.Single(ContractModel.Of(typeof(IShelf)).Describe().Members, member => member.Name == name);

        Assert.Equal((type, kind), (member.ResultType, member.ResultKind));
        Assert.Equal($"{Here}+IShelf", member.DeclaringInterface);
    }

    [Fact]
    public void Describe_ResultOfAContract_HasItsFingerprint()
    {
        ContractModel model = ContractModel.Of(typeof(IShelf));

        ContractDescription description = model.Describe();

        MemberDescription next = Assert.Single(description.Members, member => member.Name == nameof(IShelf.Next));
        Assert.Equal(model.Fingerprint, next.ResultContract);
        Assert.All(description.Members.Where(member => member != next), member => Assert.Equal(0ul, member.ResultContract));
    }

    [SharedContract]
    public interface IShelf
    {
        string Label { get; }

        void Empty();

        Task<int> CountAsync();

        IShelf Next();
    }
}
