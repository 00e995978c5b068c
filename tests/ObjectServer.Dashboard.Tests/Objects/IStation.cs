namespace ObjectServer.Dashboard.Tests.Objects;

/// <summary>Something to look at.</summary>
[SharedContract]
public interface IStation
{
    string Label { get; set; }

    int Reads { get; }

    [Redacted]
    string Password { get; }

    Secret Code { get; }

    int Faulty { get; }

    int Add(int step);

    void Fail(string message);

    Task WaitAsync(CancellationToken cancel = default);
}
