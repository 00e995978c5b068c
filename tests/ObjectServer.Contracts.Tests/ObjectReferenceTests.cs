using System.Text.Json;
using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests;

/// <summary>References as values: as text, as JSON, as messages.</summary>
public sealed class ObjectReferenceTests
{
    private static readonly ObjectReference Plain = new(new Guid("00112233-4455-6677-8899-aabbccddeeff"), 0x19a, 0xff, 0x0123456789abcdef);

    public static TheoryData<string?> Addresses() =>
        [null, "http://127.0.0.1:5080", "https://lab.example", "unix:/run/user/1000/a b@c.sock", "grpc+unix:/tmp/x"];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Reference_AsTextOrJsonOrAMessage_ComesBackWhole(string? address)
    {
        ObjectReference reference = Plain with { Address = address };

        ObjectReference[] back =
        [
            ObjectReference.Parse(reference.ToString()),
            JsonSerializer.Deserialize<ObjectReference>(JsonSerializer.Serialize(reference)),
            ReferenceMessages.Read(ReferenceMessages.Write(reference)),
        ];

        Assert.All(back, one => Assert.Equal((reference, reference.Contract, address), (one, one.Contract, one.Address)));
    }

    [Fact]
    public void Text_OfAReference_IsItsIdentityAndThenItsAddress()
    {
        Assert.Equal("00112233-4455-6677-8899-aabbccddeeff/19a/ff/0123456789abcdef", Plain.ToString());
        Assert.Equal(
            "00112233-4455-6677-8899-aabbccddeeff/19a/ff/0123456789abcdef@unix:/x", (Plain with { Address = "unix:/x" }).ToString());
    }

    [Fact]
    public void Address_SaysNothingAboutIdentity()
    {
        ObjectReference moved = Plain with { Address = "unix:/x" };

        Assert.Equal(Plain, moved);
        Assert.Equal(Plain.GetHashCode(), moved.GetHashCode());
        Assert.DoesNotContain("Address", JsonSerializer.Serialize(Plain), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@unix:/x")]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff/19a/ff")]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff/19a/ff/0123456789abcdef@")]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff/19a/ff/0123456789abcdef/unix:/x")]
    public void Text_ThatIsNoReference_IsRefused(string text)
    {
        Assert.False(ObjectReference.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => ObjectReference.Parse(text));
    }

    [Fact]
    public void Address_BeyondItsLimit_IsNotTakenOver()
    {
        string address = "unix:/" + new string('x', 1024);

        Assert.False(ObjectReference.TryParse($"{Plain}@{address}", null, out _));
        Assert.Null(ReferenceMessages.Read(ReferenceMessages.Write(Plain with { Address = address })).Address);
    }

    [Fact]
    public void Message_WithoutAReference_IsRefused() => Assert.Throws<ProtocolException>(() => ReferenceMessages.Read(null));
}
