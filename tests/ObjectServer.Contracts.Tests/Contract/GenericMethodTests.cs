using ObjectServer.Contract;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Contract;

/// <summary>Generic methods, and which types they may be called with.</summary>
public sealed class GenericMethodTests
{
    private static readonly ContractModel Model = ContractModel.Of(typeof(IGenerics));
    private static readonly string[] Unknown =
        ["", "int", "System.Object", "System.Diagnostics.Process", "System.Int32, System.Private.CoreLib", "System.Int32[,,]", "T0", "0000000000000000"];

    [Fact]
    public void Close_ValueTypes_HasTheirCodecs()
    {
        ContractMember pick = Member("Pick").Close([typeof(double[])]);

        Assert.Equal(typeof(double[]), pick.ResultType);
        Assert.Equal(typeof(double[]), pick.ResultCodec!.Type);
        Assert.Equal(typeof(double[]), pick.Parameters[0].Codec!.Type);
        Assert.False(pick.IsOpen);
        Assert.Same(Member("Pick"), pick.Definition);
        Assert.Equal((Member("Pick").Id, Member("Pick").Signature), (pick.Id, pick.Signature));
    }

    [Fact]
    public void Close_Contract_IsAReference()
    {
        ContractMember pick = Member("Pick").Close([typeof(IGenerics)]);

        Assert.True(pick.ResultIsContract);
        Assert.Same(Model, pick.ResultContract);
    }

    [Theory]
    [InlineData("Number", typeof(string), "T0 must be struct")]
    [InlineData("Number", typeof(int?), "T0 must be struct")]
    [InlineData("Raw", typeof(Memory<int>), "T0 must be unmanaged")]
    [InlineData("Class", typeof(int), "T0 must be class")]
    [InlineData("Make", typeof(string), "T0 must be new()")]
    [InlineData("Shared", typeof(string), "T0 must be class, ObjectServer.Contracts.Tests.Contract.GenericMethodTests+IGenerics")]
    [InlineData("Compare", typeof(int[]), "T0 must be System.IComparable<T0>")]
    public void Close_AgainstAConstraint_NamesIt(string member, Type type, string expected)
    {
        var thrown = Assert.Throws<ArgumentEncodingException>(() => Member(member).Close([type]));

        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
        Assert.Contains(TypeNames.Of(type), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Close_WhereAParameterCannotTravel_SaysWhy()
    {
        var thrown = Assert.Throws<ArgumentEncodingException>(() => Member("Grid").Close([typeof(string)]));

        Assert.Contains("parameter cells of type System.String[,] cannot travel", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Demand_OfAMethodThatTheServerLacks_FailsForAnyTypes()
    {
        ContractDescription theirs = Model.Describe().Clone();
        theirs.Fingerprint = 1;
        theirs.Members.Remove(theirs.Members.Single(member => member.Name == "Pick"));
        var comparison = ContractComparison.Compare(Model, theirs);

        var thrown = Assert.Throws<MemberNotFoundException>(() => comparison.Demand(Member("Pick").Close([typeof(int)])));

        Assert.Equal("Pick<T0>(T0):T0", thrown.MemberName);
        comparison.Demand(Member("Number").Close([typeof(int)]));
    }

    [Fact]
    public void FixedTypes_AllOfThem_TravelAndAreFoundByTheirOwnNames()
    {
        foreach (Type type in TypeArgumentNames.Fixed)
        {
            string name = AllowedTypeArguments.FixedOnly.NameOf(Member("Pick"), type);

            Assert.Equal(type, Assert.Single(AllowedTypeArguments.FixedOnly.Read(Member("Pick"), [name])));
            Assert.Equal(type, ValueCodecs.Of(type).Type);
        }

        Assert.Equal(24 + 24 + 23 + (3 * 13), TypeArgumentNames.Fixed.Distinct().Count());
    }

    [Fact]
    public void Read_WhatIsNotAllowed_SaysWhatIs()
    {
        var allowed = new AllowedTypeArguments([], [Model]);

        foreach (string name in Unknown)
        {
            var thrown = Assert.Throws<TypeNotRegisteredException>(() => allowed.Read(Member("Pick"), [name]));

            Assert.Equal(name, thrown.TypeName);
            Assert.NotEmpty(thrown.Candidates);
            Assert.Contains("AddTypeArgument", thrown.Message, StringComparison.Ordinal);
            Assert.Contains(TypeArgumentNames.Of(Model.Fingerprint), thrown.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_MisspeltName_NamesTheNearest()
    {
        var thrown = Assert.Throws<TypeNotRegisteredException>(() => AllowedTypeArguments.FixedOnly.Read(Member("Pick"), ["System.Duoble"]));

        Assert.Equal("System.Double", thrown.Candidates[0]);
    }

    [Fact]
    public void Read_LongName_IsCutInTheMessage()
    {
        var thrown = Assert.Throws<TypeNotRegisteredException>(() => AllowedTypeArguments.FixedOnly.Read(Member("Pick"), [new string('x', 1000)]));

        Assert.Equal(256, thrown.TypeName.Length);
    }

    [Fact]
    public void Read_RegisteredTypesAndContracts_AreFound()
    {
        var allowed = new AllowedTypeArguments([typeof(List<int>), typeof(IGenerics)], []);

        Assert.Equal([typeof(List<int>)], allowed.Read(Member("Pick"), ["System.Collections.Generic.List<System.Int32>"]));
        Assert.Equal([typeof(IGenerics)], allowed.Read(Member("Pick"), [TypeArgumentNames.Of(Model.Fingerprint)]));
        Assert.Throws<TypeNotRegisteredException>(() => AllowedTypeArguments.FixedOnly.Read(Member("Pick"), [TypeArgumentNames.Of(Model.Fingerprint)]));
    }

    [Fact]
    public void Read_AnotherNumberOfTypes_IsRefused()
    {
        var thrown = Assert.Throws<ArgumentEncodingException>(() => AllowedTypeArguments.FixedOnly.Read(Member("Pick"), []));

        Assert.Contains("takes 1 type arguments; 0 were given", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NameOf_WhatIsNotAllowed_IsRefused() =>
        Assert.Throws<TypeNotRegisteredException>(() => AllowedTypeArguments.FixedOnly.NameOf(Member("Pick"), typeof(List<int>)));

    [Theory]
    [InlineData(typeof(object))]
    [InlineData(typeof(Action))]
    [InlineData(typeof(nint))]
    [InlineData(typeof(Task<int>))]
    public void Check_WhatCannotTravel_IsRefusedWhenItIsRegistered(Type type) =>
        Assert.Throws<InvalidOperationException>(() => AllowedTypeArguments.Check(type));

    [Fact]
    public void ClosedForms_OfTheSameTypes_AreMadeOnce()
    {
        int made = 0;
        var forms = new ClosedForms<string>(Member("Pair"), member => $"{++made} {TypeNames.Of(member.TypeArguments)}");

        Assert.Equal("1 System.Int32,System.String", forms.Of([typeof(int), typeof(string)]));
        Assert.Equal("2 System.String,System.Int32", forms.Of([typeof(string), typeof(int)]));
        Assert.Equal("1 System.Int32,System.String", forms.Of([typeof(int), typeof(string)]));
    }

    [Fact]
    public void ClosedForms_MoreThanThereMayBe_AreRefusedAndTheOthersGoOn()
    {
        var forms = new ClosedForms<ContractMember>(Member("Pair"), member => member);
        IEnumerable<Type[]> pairs =
            from left in TypeArgumentNames.Fixed
            from right in TypeArgumentNames.Fixed
            select new[] { left, right };
        Type[][] all = [.. pairs.Take(ClosedForms<ContractMember>.Most + 1)];
        foreach (Type[] pair in all[..^1]) forms.Of(pair);

        var thrown = Assert.Throws<LimitExceededException>(() => forms.Of(all[^1]));

        Assert.Equal(ClosedForms<ContractMember>.Most, thrown.Limit);
        Assert.Equal(all[0], forms.Of(all[0]).TypeArguments);
    }

    private static ContractMember Member(string name) => Model.Members.Single(member => member.Name == name);

    [SharedContract]
    public interface IGenerics
    {
        T Pick<T>(T value);

        T Number<T>()
            where T : struct;

        T Raw<T>()
            where T : unmanaged;

        T Class<T>()
            where T : class;

        T Make<T>()
            where T : new();

        T Shared<T>()
            where T : class, IGenerics;

        int Compare<T>(T left, T right)
            where T : IComparable<T>;

        int Grid<T>(T[,] cells);

        void Pair<TLeft, TRight>(TLeft left, TRight right);
    }
}
