namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>An object that says which trace its code runs in.</summary>
[SharedContract]
public interface ITraced
{
    int Number { get; set; }

    /// <summary>The current span's id, as W3C's Trace Context writes it; null without one.</summary>
    string? Current();

    Task<string?> CurrentAsync();

    /// <summary>Calls another object.</summary>
    string? Ask(ITraced other);

    /// <summary>Calls a named object of a server that it connects to itself.</summary>
    Task<string?> AskByNameAsync(string address, string name);

    void Log(string text);

    void Fail(string message);

    /// <summary>Keeps its thread until the connection that it makes to this port ends.</summary>
    Task HoldAsync(int port);

    T Same<T>(T value);
}
