using System.Reflection;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class ContractModelTests
{
    private const string Here = "ObjectServer.Contracts.Tests.Contract.ContractModelTests";

    [Fact]
    public void Of_SameInterfaceTwice_GivesTheSameModel()
    {
        ContractModel model = ContractModel.Of(typeof(IKettle));

        Assert.Same(model, ContractModel.Of(typeof(IKettle)));
    }

    [Theory]
    [InlineData(typeof(IKettle), true)]
    [InlineData(typeof(IUnmarked), false)]
    [InlineData(typeof(IMarkedBase), true)]
    [InlineData(typeof(IInheritsMarked), false)]
    [InlineData(typeof(string), false)]
    public void IsContract_AnyType_SaysWhetherItIsAMarkedInterface(Type type, bool expected)
    {
        bool isContract = ContractModel.IsContract(type);

        Assert.Equal(expected, isContract);
    }

    [Fact]
    public void Name_GenericNestedContract_HasArgumentsAndNesting()
    {
        ContractModel model = ContractModel.Of(typeof(IBox<int>));

        Assert.Equal($"{Here}+IBox<System.Int32>", model.Name);
    }

    [Fact]
    public void Members_MethodsAndProperties_EachAccessorIsAMember()
    {
        ContractModel model = ContractModel.Of(typeof(IKettle));

        Assert.Equal(
            [
                (MemberKind.Getter, "Temperature", "get Temperature:System.Double"),
                (MemberKind.Setter, "Temperature", "set Temperature(System.Double)"),
                (MemberKind.Getter, "Item", "get Item(System.String,System.Int32):System.Boolean"),
                (MemberKind.Setter, "Item", "set Item(System.String,System.Int32,System.Boolean)"),
                (MemberKind.Method, "Boil", "Boil():System.Void"),
                (MemberKind.Method, "Pour", "Pour(System.Int32):System.Threading.Tasks.Task<System.Double>"),
                (MemberKind.Method, "Pour", "Pour(System.String):System.Double"),
            ],
            model.Members.Select(member => (member.Kind, member.Name, member.Signature)));
    }

    [Fact]
    public void Members_AnyContract_KnowTheirPlaceAndTheirId()
    {
        ContractModel model = ContractModel.Of(typeof(IKettle));

        Assert.Equal(Enumerable.Range(0, model.Members.Count), model.Members.Select(member => member.Index));
        Assert.All(model.Members, member => Assert.Equal(MemberId.Of($"{Here}+IKettle", member.Signature), member.Id));
    }

    [Fact]
    public void TryGetMember_EveryIdAndMethod_FindsTheMember()
    {
        ContractModel model = ContractModel.Of(typeof(ITeapot));

        Assert.All(model.Members, member => Assert.True(model.TryGetMember(member.Id, out ContractMember? found) && found == member));
        Assert.All(model.Members, member => Assert.True(model.TryGetMember(member.Method, out ContractMember? found) && found == member));
    }

    [Fact]
    public void TryGetMember_InheritedMethod_IsFoundByTheInterfaceThatDeclaresIt()
    {
        ContractModel model = ContractModel.Of(typeof(ITeapot));
        MethodInfo declared = typeof(IUnmarked).GetMethod(nameof(IUnmarked.Rinse))!;

        bool found = model.TryGetMember(declared, out ContractMember? member);

        Assert.True(found);
        Assert.Equal(typeof(IUnmarked), member!.DeclaringInterface);
    }

    [Fact]
    public void TryGetMember_NotOfTheContract_IsFalse()
    {
        ContractModel model = ContractModel.Of(typeof(IKettle));

        Assert.False(model.TryGetMember(42, out _));
        Assert.False(model.TryGetMember(typeof(IUnmarked).GetMethod(nameof(IUnmarked.Rinse))!, out _));
    }

    [Fact]
    public void Members_HiddenByNew_BothAreMembersWithTheirOwnIds()
    {
        ContractModel model = ContractModel.Of(typeof(ITeapot));

        ContractMember[] brew = [.. model.Members.Where(member => member.Name == "Brew")];

        Assert.Equal([typeof(ITeapot), typeof(IMarkedBase)], brew.Select(member => member.DeclaringInterface));
        Assert.Equal(brew[0].Signature, brew[1].Signature);
        Assert.NotEqual(brew[0].Id, brew[1].Id);
    }

    [Fact]
    public void Members_DiamondOfInterfaces_EachMemberOnce()
    {
        ContractModel model = ContractModel.Of(typeof(ITeapot));

        Assert.Single(model.Members, member => member.Name == "Rinse");
    }

    [Fact]
    public void Members_OfTheBase_HaveTheIdsTheyHaveThere()
    {
        ContractModel derived = ContractModel.Of(typeof(ITeapot));
        ContractModel @base = ContractModel.Of(typeof(IMarkedBase));

        Assert.All(@base.Members, member => Assert.True(derived.TryGetMember(member.Id, out _)));
    }

    [Fact]
    public void Members_NamesThatDifferInCaseAlone_AreDistinct()
    {
        ContractModel model = ContractModel.Of(typeof(ICases));

        Assert.Equal(["Run", "RUN"], model.Members.Select(member => member.Name));
        Assert.NotEqual(model.Members[0].Id, model.Members[1].Id);
    }

    [Fact]
    public void Members_DisposableContract_DisposalIsNoMember()
    {
        ContractModel model = ContractModel.Of(typeof(IDisposed));

        Assert.Equal(["Ping"], model.Members.Select(member => member.Name));
    }

    [Fact]
    public void Members_PrivateStaticAndSealedBodies_AreNoMembers()
    {
        ContractModel model = ContractModel.Of(typeof(IWithHelpers));

        Assert.Equal(["Visible"], model.Members.Select(member => member.Name));
    }

    [Theory]
    [InlineData(nameof(IDefaults.Abstract), false)]
    [InlineData(nameof(IDefaults.Default), true)]
    [InlineData(nameof(IUnmarked.Rinse), true)]
    [InlineData(nameof(IMarkedBase.Brew), false)]
    public void HasDefaultImplementation_BodyInSomeInterface_IsKnown(string name, bool expected)
    {
        ContractModel model = ContractModel.Of(typeof(IDefaults));

        ContractMember member = Assert.Single(model.Members, member => member.Name == name);

        Assert.Equal(expected, member.HasDefaultImplementation);
    }

    [Fact]
    public void Members_ContractsThatMentionThemselvesAndEachOther_AreRead()
    {
        ContractModel model = ContractModel.Of(typeof(IReplica));

        ContractMember clone = Assert.Single(model.Members, member => member.Name == "Clone");
        ContractMember pool = Assert.Single(model.Members, member => member.Name == "Pool");

        Assert.Same(model, clone.ResultContract);
        Assert.Same(ContractModel.Of(typeof(IPool)), pool.ResultContract);
        Assert.Same(model, pool.ResultContract!.Members[0].ResultContract);
        Assert.Equal(ValueKind.Reference, clone.ResultCodec!.Kind);
    }

    [Fact]
    public void Members_ContractInsideListsAndRecords_AreRead()
    {
        ContractModel model = ContractModel.Of(typeof(ISwarm));

        Assert.Equal(3, model.Members.Count);
        Assert.All(model.Members, member => Assert.NotNull(member.ResultCodec));
    }

    [SharedContract]
    public interface IKettle
    {
        double Temperature { get; set; }

        bool this[string name, int index] { get; set; }

        void Boil();

        Task<double> Pour(int cups);

        double Pour(string cup);
    }

    public interface IUnmarked
    {
        void Rinse();
    }

    [SharedContract]
    public interface IMarkedBase : IUnmarked
    {
        string Brew(int minutes);
    }

    public interface IInheritsMarked : IMarkedBase;

    [SharedContract]
    public interface ITeapot : IMarkedBase, IUnmarked
    {
        new string Brew(int minutes);
    }

    [SharedContract]
    public interface ICases
    {
        void Run();

        void RUN();
    }

    [SharedContract]
    public interface IDisposed : IDisposable, IAsyncDisposable
    {
        void Ping();
    }

    [SharedContract]
    public interface IWithHelpers
    {
        static int Count => 3;

        void Visible();

        static void Static() => Hidden();

        sealed void Sealed() => Visible();

        private static void Hidden()
        {
        }
    }

    [SharedContract]
    public interface IDefaults : IMarkedBase
    {
        void Abstract();

        int Default() => 1;

        void IUnmarked.Rinse()
        {
        }
    }

    [SharedContract]
    public interface IReplica
    {
        IPool Pool { get; }

        Task<IReplica> Clone(IReplica? other = null);
    }

    [SharedContract]
    public interface IPool
    {
        IReplica First { get; }
    }

    [SharedContract]
    public interface ISwarm
    {
        IReadOnlyList<ISwarm> Parts();

        ISwarm[] Rest();

        Task<Pair> Split(Pair pair);
    }

    [SharedContract]
    public interface IBox<T>
    {
        T Content { get; set; }
    }

    public sealed record Pair(ISwarm Left, ISwarm? Right);
}
