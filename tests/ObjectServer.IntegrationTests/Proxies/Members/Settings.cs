namespace ObjectServer.IntegrationTests.Proxies.Members;

[SharedObject("settings")]
public sealed class Settings : ISettings
{
    private int _size = 4;

    public int Size
    {
        get => _size;
        init
        {
            _size = value;
            Changes++;
        }
    }

    // The class lets it be written; its contract does not.
    public string Name { get; set; } = "first";

    public int Changes { get; private set; }
}
