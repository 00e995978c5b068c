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

    [Fact]
    public void Describe_ByRefParameters_TellsHowTheyArePassed()
    {
        MemberDescription member = Assert.Single(ContractModel.Of(typeof(IMembers)).Describe().Members, member => member.Name == "Exchange");

        Assert.Equal(
            [ParameterPassing.Unspecified, ParameterPassing.In, ParameterPassing.Ref, ParameterPassing.Out],
            member.Parameters.Select(parameter => parameter.Passing));
        Assert.Equal(
            ["System.Int32", "System.Guid", "System.String", "System.Double[]"],
            member.Parameters.Select(parameter => parameter.Type));
        Assert.Equal(
            [ValueKind.Integer, ValueKind.Binary, ValueKind.Text, ValueKind.Numbers],
            member.Parameters.Select(parameter => parameter.Kind));
    }

    [Fact]
    public void Describe_GenericMethod_HasItsTypeParametersAndNoKindWhereTheyDecide()
    {
        MemberDescription member = Assert.Single(ContractModel.Of(typeof(IMembers)).Describe().Members, member => member.Name == "Convert");

        Assert.Equal(["TFrom", "TTo"], member.TypeParameters.Select(parameter => parameter.Name));
        Assert.Equal(["unmanaged", "System.IComparable<T0>"], member.TypeParameters[0].Constraints);
        Assert.Equal(["class", "new()"], member.TypeParameters[1].Constraints);
        Assert.Equal(("T1", ValueKind.Unspecified), (member.ResultType, member.ResultKind));
        Assert.Equal(["T0[]", "System.Int32"], member.Parameters.Select(parameter => parameter.Type));
        Assert.Equal([ValueKind.Unspecified, ValueKind.Integer], member.Parameters.Select(parameter => parameter.Kind));
    }

    [Fact]
    public void Describe_InitOnlyProperty_HasAGetterAlone()
    {
        ContractDescription description = ContractModel.Of(typeof(IMembers)).Describe();

        Assert.Equal(MemberKind.Getter, Assert.Single(description.Members, member => member.Name == "Size").Kind);
    }

    [Fact]
    public void Describe_Event_HasTheContractOfItsHandlers()
    {
        ContractDescription description = ContractModel.Of(typeof(ICallers)).Describe();

        Assert.All(description.Members.Where(member => member.Name == "Read"), member =>
        {
            ContractDescription handler = Assert.Single(member.Parameters).Delegate;
            Assert.Equal("System.EventHandler<System.Double>", handler.Name);
            Assert.Equal(ContractModel.Of(typeof(EventHandler<double>)).Fingerprint, handler.Fingerprint);
            Assert.Equal(
                [("System.Object", ValueKind.None), ("System.Double", ValueKind.Real)],
                Assert.Single(handler.Members).Parameters.Select(parameter => (parameter.Type, parameter.Kind)));
        });
        Assert.Equal([MemberKind.Adder, MemberKind.Remover], description.Members.Where(member => member.Name == "Read").Select(member => member.Kind));
    }

    [Fact]
    public void Describe_DelegateThatTakesItself_EndsThere()
    {
        MemberDescription member = Assert.Single(ContractModel.Of(typeof(ICallers)).Describe().Members, member => member.Name == "Run");

        MemberDescription called = Assert.Single(Assert.Single(member.Parameters).Delegate.Members);

        Assert.Equal((ValueKind.Text, "System.String"), (called.ResultKind, called.ResultType));
        Assert.Equal(ValueKind.Reference, Assert.Single(called.Parameters).Kind);
        Assert.Null(called.Parameters[0].Delegate);
    }

    [SharedContract]
    public interface ICallers
    {
        delegate string Knot(Knot self);

        event EventHandler<double> Read;

        void Run(Knot knot);
    }

    [SharedContract]
    public interface IMembers
    {
        int Size { get; init; }

        void Exchange(int number, in Guid id, ref string text, out double[] values);

        TTo Convert<TFrom, TTo>(TFrom[] values, int count)
            where TFrom : unmanaged, IComparable<TFrom>
            where TTo : class, new();
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
