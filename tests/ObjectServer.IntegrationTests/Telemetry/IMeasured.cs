namespace ObjectServer.IntegrationTests.Telemetry;

[SharedContract]
public interface IMeasured
{
    int Number { get; set; }

    int Add(int one, int other);

    int Add(int one);

    void Fail(string message);

    Task WaitAsync(CancellationToken cancel);

    [SharedMember(CpuBound = true)]
    Task ComputeAsync();

    int Hold();
}
