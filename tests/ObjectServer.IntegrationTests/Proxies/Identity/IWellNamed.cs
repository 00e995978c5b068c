namespace ObjectServer.IntegrationTests.Proxies.Identity;

/// <summary>Its members have the names of what a proxy has itself.</summary>
[SharedContract]
public interface IWellNamed
{
    string Handle { get; set; }

    int Release();

    void Bind(string handle);

    Task<string> DisposeAsync(bool really);

    string ToString(string format);

    bool Equals(string handle);

    string GetType(int number);
}
