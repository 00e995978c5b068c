using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class RedactionTests
{
    [SharedContract]
    public interface IMixed
    {
        int Shown { get; }

        [Redacted]
        string Marked { get; }

        Secret OfMarkedType { get; }

        IReadOnlyDictionary<string, Secret[]> Nested { get; }

        string InClass { get; }
    }

    [SharedContract]
    [Redacted]
    public interface IWhole
    {
        int Any { get; }
    }

    [Theory]
    [InlineData(nameof(IMixed.Shown), false)]
    [InlineData(nameof(IMixed.Marked), true)]
    [InlineData(nameof(IMixed.OfMarkedType), true)]
    [InlineData(nameof(IMixed.Nested), true)]
    [InlineData(nameof(IMixed.InClass), false)]
    public void Description_OfAProperty_SaysWhetherItIsRedacted(string name, bool expected)
    {
        ContractDescription description = ContractModel.Of(typeof(IMixed)).Describe();

        Assert.Equal(expected, description.Members.Single(member => member.Name == name).Redacted);
    }

    [Fact]
    public void Contract_ThatIsMarked_CoversAllItsProperties()
    {
        Assert.True(Redaction.Covers(Assert.Single(ContractModel.Of(typeof(IWhole)).Members)));
    }

    [Fact]
    public void Property_MarkedInItsClass_IsCoveredThere()
    {
        ContractMember getter = ContractModel.Of(typeof(IMixed)).Members.Single(member => member.Name == nameof(IMixed.InClass));

        Assert.True(Redaction.Covers(getter, typeof(Mixed)));
        Assert.False(Redaction.Covers(getter, typeof(string)));
    }

    [Redacted]
    public sealed record Secret(string Text);

    public sealed class Mixed
    {
        [Redacted]
        public string InClass { get; } = "";
    }
}
