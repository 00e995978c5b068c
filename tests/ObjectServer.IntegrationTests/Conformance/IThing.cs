namespace ObjectServer.IntegrationTests.Conformance;

/// <summary>An object of some size, with attributes.</summary>
[SharedContract]
public interface IThing
{
    string Key { get; }

    double Temperature { get; set; }

    string this[string key] { get; set; }

    int this[int row, int column] { get; set; }

    void Fail(string message);
}
