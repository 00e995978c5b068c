namespace ObjectServer.IntegrationTests.Proxies.Members;

[SharedObject("bottom")]
public sealed class Bottom : IBottom
{
    private int _size = 3;

    int IRoot.Size
    {
        get => _size;
        set => _size = value;
    }

    long ILeft.Size => 10L * _size;

    string IRoot.Root() => "the root's";

    string IBottom.Root() => "the bottom's";

    string ILeft.Side() => "left";

    string IRight.Side() => "right";

    string IBottom.Bottom(string text) => text;
}
