using ObjectServer.Contract;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class MemberIdTests
{
    // The numbers come from another implementation of the rule in docs/contracts.md: they are part of the protocol.
    [Theory]
    [InlineData("Add(System.Int32):System.Int64", 0x6994e3ead772cc6fUL)]
    [InlineData("get Total:System.Int64", 0xfe9cbf5f43ef0e9aUL)]
    public void Of_KnownSignature_IsTheDocumentedHash(string signature, ulong expected)
    {
        ulong id = MemberId.Of("Acme.ICounter", signature);

        Assert.Equal(expected, id);
    }

    [Theory]
    [InlineData(nameof(IForms.Swap), "Swap(ref System.Int32,ref System.Int32):System.Void")]
    [InlineData(nameof(IForms.TryGet), "TryGet(System.String,out System.Double[]):System.Boolean")]
    [InlineData(nameof(IForms.Measure), "Measure(in System.Guid):System.Int32")]
    [InlineData(nameof(IForms.Peek), "Peek(in System.Int64):System.Void")]
    [InlineData(nameof(IForms.Pick), "Pick<T0>(T0,T0[]):T0")]
    [InlineData(
        nameof(IForms.MapAsync),
        "MapAsync<T0,T1>(System.Collections.Generic.Dictionary<T0,System.Collections.Generic.List<T1>>,out T1):System.Threading.Tasks.Task<T1>")]
    public void Signature_OfEachForm_IsTheDocumentedOne(string method, string expected)
    {
        string signature = MemberSignature.Of(typeof(IForms).GetMethod(method)!, null, Wire.MemberKind.Method);

        Assert.Equal(expected, signature);
    }

    [Fact]
    public void Overloads_ByTypeParametersAndPassing_AreMembersOfTheirOwn()
    {
        ContractModel model = ContractModel.Of(typeof(IOverloaded));

        Assert.Equal(
            ["Take():System.Int32", "Take<T0>():System.Int32", "Take<T0,T1>():System.Int32", "Take(System.Int32):System.Int32", "Take(ref System.Int32):System.Int32"],
            model.Members.Select(member => member.Signature));
        Assert.Equal(5, model.Members.DistinctBy(member => member.Id).Count());
    }

    [Fact]
    public void Of_SameSignatureInAnotherInterface_Differs()
    {
        ulong one = MemberId.Of("Acme.ICounter", "Reset():System.Void");
        ulong other = MemberId.Of("Acme.ITimer", "Reset():System.Void");

        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Fingerprint_KnownMembers_IsTheDocumentedHash()
    {
        ulong fingerprint = MemberId.Fingerprint("Acme.ICounter", [0xfe9cbf5f43ef0e9aUL, 0x6994e3ead772cc6fUL]);

        Assert.Equal(0x626adb8d73fde639UL, fingerprint);
    }

    [Fact]
    public void Fingerprint_MembersInAnotherOrder_IsTheSame()
    {
        ulong one = MemberId.Fingerprint("Acme.ICounter", [1, 2, 3]);
        ulong other = MemberId.Fingerprint("Acme.ICounter", [3, 1, 2]);

        Assert.Equal(one, other);
    }

    [Theory]
    [InlineData("Acme.ICounter", new ulong[] { 1, 2 })]
    [InlineData("Acme.ITimer", new ulong[] { 1, 2, 3 })]
    public void Fingerprint_AnythingDiffers_Differs(string name, ulong[] members)
    {
        ulong fingerprint = MemberId.Fingerprint("Acme.ICounter", [1, 2, 3]);

        Assert.NotEqual(fingerprint, MemberId.Fingerprint(name, members));
    }

    public interface IForms
    {
        void Swap(ref int left, ref int right);

        bool TryGet(string key, out double[] value);

        int Measure(in Guid id);

        void Peek(ref readonly long number);

        TItem Pick<TItem>(TItem first, TItem[] others);

        Task<TValue> MapAsync<TKey, TValue>(Dictionary<TKey, List<TValue>> map, out TValue last)
            where TKey : notnull;
    }

    [SharedContract]
    public interface IOverloaded
    {
        int Take();

        int Take<T>();

        int Take<TLeft, TRight>();

        int Take(int value);

        int Take(ref int value);
    }
}
