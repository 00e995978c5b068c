namespace ObjectServer.IntegrationTests.Proxies.Identity;

[SharedObject("well named")]
public sealed class WellNamed : IWellNamed
{
    private int _released;

    public string Handle { get; set; } = "none";

    public int Release() => ++_released;

    public void Bind(string handle) => Handle = handle;

    public Task<string> DisposeAsync(bool really) => Task.FromResult($"really {really}");

    public string ToString(string format) => $"{format} {Handle}";

    public bool Equals(string handle) => handle == Handle;

    public string GetType(int number) => $"type {number}";
}
