using ObjectServer.Client.Link;

namespace ObjectServer.Client.Tests.Link;

public sealed class LinkAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "Grpc", null)]
    [InlineData("https://host:5080/", "Grpc", null)]
    [InlineData("grpc+unix:/run/a.sock", "GrpcUnix", "/run/a.sock")]
    [InlineData("grpc+unix:///run/a.sock", "GrpcUnix", "/run/a.sock")]
    [InlineData("unix:/run/a.sock", "Socket", "/run/a.sock")]
    public void Address_OfAForm_IsRead(string address, string kind, string? path)
    {
        LinkAddress parsed = LinkAddress.Parse(address);

        Assert.Equal((kind, path), (parsed.Kind.ToString(), parsed.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("http://user@host:1")]
    [InlineData("http://host:1/path")]
    [InlineData("http://host:1/?query")]
    [InlineData("unix:")]
    public void Address_OfNoForm_IsRefused(string address) => Assert.ThrowsAny<ArgumentException>(() => LinkAddress.Parse(address));
}
