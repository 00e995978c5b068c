using System.Reflection;
using ObjectServer.Contract;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class ContractVisibilityTests
{
    [Fact]
    public void Of_InternalContract_NamesTheAttributeAndTheAssembly()
    {
        IReadOnlyList<string> faults = Assert.Throws<InvalidContractException>(() => ContractModel.Of(typeof(IInternal))).Faults;

        string fault = Assert.Single(faults);
        Assert.Contains("InternalsVisibleTo(\"DynamicProxyGenAssembly2\")", fault, StringComparison.Ordinal);
        Assert.Contains("to ObjectServer.Contracts.Tests.", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PrivateNestedContract_SaysToMakeItPublic()
    {
        IReadOnlyList<string> faults = Assert.Throws<InvalidContractException>(() => ContractModel.Of(typeof(IPrivate))).Faults;

        Assert.Contains("private", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PublicContractOverInternalArgument_IsRefused()
    {
        IReadOnlyList<string> faults = Assert.Throws<InvalidContractException>(() => ContractModel.Of(typeof(IOver<Hidden>))).Faults;

        Assert.Contains(faults, fault => fault.Contains("Hidden is internal", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_InternalContractOfAnOpenedAssembly_IsRead()
    {
        Type type = DynamicAssembly.Contract("Opened", TypeAttributes.NotPublic, "Somebody", "DynamicProxyGenAssembly2");

        ContractModel model = ContractModel.Of(type);

        Assert.Single(model.Members);
    }

    [Theory]
    [InlineData("Somebody")]
    [InlineData("DynamicProxyGenAssembly2, PublicKey=0024")]
    public void Of_InternalContractOpenedToOthersAlone_IsRefused(string friend)
    {
        Type type = DynamicAssembly.Contract("Closed", TypeAttributes.NotPublic, friend);

        Assert.Throws<InvalidContractException>(() => ContractModel.Of(type));
    }

    [SharedContract]
    internal interface IInternal
    {
        void Ping();
    }

    [SharedContract]
    public interface IOver<T>
    {
        void Ping();
    }

    [SharedContract]
    private interface IPrivate
    {
        void Ping();
    }

    internal sealed record Hidden(int Number);
}
