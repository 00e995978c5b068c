using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class ClassReaderTests
{
    [Fact]
    public void Public_OfAClass_IsItsPublicMembersAndThoseOfItsBases()
    {
        ContractModel contract = Read(typeof(Derived), selection => selection.AllPublic = true);

        Assert.Equal(
            [
                "get Both:System.Int32", "set Both(System.Int32)", "get Init:System.Int32", "get ReadOnly:System.Int32", "get Item(System.Int32):System.Int32",
                "Hidden():System.Int32", "Overridden():System.Int32", "Hidden():System.Int32", "Kept():System.Int32",
            ],
            contract.Members.Select(member => member.Signature));
        Assert.Equal(contract.Members.Count, contract.Members.Select(member => member.Id).Distinct().Count());
        Assert.Equal(typeof(Base), contract.Members[^1].DeclaringInterface);
    }

    [Fact]
    public void MemberId_OfAClass_IsThatOfItsNameAndSignature()
    {
        ContractModel contract = Read(typeof(Derived), selection => selection.Named.Add("Overridden"));

        ContractMember member = Assert.Single(contract.Members);
        Assert.Equal(MemberId.Of(TypeNames.Of(typeof(Derived)), "Overridden():System.Int32"), member.Id);
        Assert.True(contract.IsOfClass);
    }

    [Fact]
    public void Fingerprint_OfTwoTypeNames_Differs()
    {
        ContractModel one = Read(typeof(Derived), selection => selection.AllPublic = true, "one");
        ContractModel other = Read(typeof(Derived), selection => selection.AllPublic = true, "other");

        Assert.NotEqual(one.Fingerprint, other.Fingerprint);
        Assert.Equal(one.Name, other.Name);
    }

    [Fact]
    public void Except_LeavesOut_WhateverSelected()
    {
        ContractModel contract = Read(typeof(Derived), selection =>
        {
            selection.Named.UnionWith(["Kept", "Both"]);
            selection.Excepted.Add("Both");
        });

        Assert.Equal("Kept", Assert.Single(contract.Members).Name);
    }

    [Fact]
    public void Attribute_OfAClassesMember_IsHeeded()
    {
        ContractModel contract = Read(typeof(Derived), selection => selection.Named.UnionWith(["Both", "Kept"]));

        Assert.True(contract.Members.Single(member => member.Kind == MemberKind.Getter).ReadOnly);
        Assert.True(contract.Members.Single(member => member.Name == "Kept").CpuBound);
    }

    [Fact]
    public void PropertyOverriddenByHalf_KeepsItsOtherAccessor()
    {
        ContractModel contract = Read(typeof(Half), selection => selection.Named.Add("Both"));

        Assert.Equal([MemberKind.Getter, MemberKind.Setter], contract.Members.Select(member => member.Kind));
    }

    [Fact]
    public void Record_SharesNothingThatCompilersMake()
    {
        ContractModel contract = Read(typeof(Noted), selection =>
        {
            selection.AllPublic = true;
            selection.Excepted.UnionWith(["Deconstruct", "Equals"]);
        });

        Assert.Equal("get Text:System.String", Assert.Single(contract.Members).Signature);
    }

    [Fact]
    public void Event_OfAClass_IsTwoMembers()
    {
        ContractModel contract = Read(typeof(Raising), selection => selection.Named.Add("Raised"));

        Assert.Equal(["add Raised(System.Action<System.Int32>)", "remove Raised(System.Action<System.Int32>)"], contract.Members.Select(member => member.Signature));
        Assert.Equal([MemberKind.Adder, MemberKind.Remover], contract.Members.Select(member => member.Kind));
    }

    [Fact]
    public void Event_ThatCannotBeRemoteOrIsSaidToReturn_IsRefused()
    {
        InvalidContractException refused = Assert.Throws<InvalidContractException>(() => Read(typeof(Raising), selection =>
        {
            selection.AllPublic = true;
            selection.Return("Raised", "other");
        }));

        Assert.Equal(2, refused.Faults.Count);
        Assert.Contains(refused.Faults, fault => fault.StartsWith("Asked: its handlers return System.Int32", StringComparison.Ordinal));
        Assert.Contains(refused.Faults, fault => fault.StartsWith("Raised: an event returns nothing", StringComparison.Ordinal));
    }

    private static ContractModel Read(Type type, Action<ClassSelection> select, string name = "type")
    {
        var selection = new ClassSelection();
        select(selection);
        return ContractModel.OfClass(type, name, selection);
    }

    private class Base
    {
        public static int Static => 1;

        public virtual int Both { get; set; }

        public int Hidden() => Field;

        public virtual int Overridden() => 1;

        [SharedMember(CpuBound = true)]
        public int Kept() => Field;

        internal int Field { get; }

        protected int Protected() => Field;
    }

    private sealed class Derived : Base, IDisposable
    {
        [SharedMember(ReadOnly = true)]
        public override int Both { get; set; }

        public int Init { get; init; }

        public int ReadOnly { get; private set; }

        public int this[int index] => index + ReadOnly;

        public new int Hidden() => Secret();

        public override int Overridden() => ReadOnly = 2;

        public override string ToString() => "";

        public void Dispose()
        {
        }

        private int Secret() => ReadOnly;
    }

    private sealed class Half : Base
    {
        public override int Both => 2;
    }

    private sealed class Raising
    {
        public event Action<int>? Raised;

        public event Func<int>? Asked;

        public void Raise() => Raised?.Invoke(Asked?.Invoke() ?? 0);
    }

    private sealed record Noted(string Text);
}
