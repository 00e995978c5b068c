namespace ObjectServer.IntegrationTests.Proxies.Identity;

[SharedObject("object-like")]
public sealed class ObjectLike : IObjectLike
{
    public int Number => 7;

    public override string ToString() => "the object's own text";

    public override int GetHashCode() => 4711;
}
