namespace ObjectServer.IntegrationTests.Proxies.Cancelling;

/// <summary>Members that wait, each in its own way to return, with the token at different places.</summary>
[SharedContract]
public interface IPatient
{
    Task WaitAsync(CancellationToken cancel = default);

    Task<string> WaitForAsync(CancellationToken cancel, string answer);

    ValueTask WaitLightlyAsync(int steps, CancellationToken cancel, string reason);

    string Wait(string answer, CancellationToken cancel);

    Task<string> FinishAllTheSameAsync(CancellationToken cancel);

    Task GiveUpAsync(CancellationToken cancel);
}
