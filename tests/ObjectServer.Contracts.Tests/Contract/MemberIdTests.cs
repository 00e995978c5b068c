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
}
