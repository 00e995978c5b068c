namespace ObjectServer.IntegrationTests.Deadlines;

/// <summary>Keeps a record of the calls that have run.</summary>
[SharedContract]
public interface ILedger
{
    Task<int> EnterAsync(int id, int steps, CancellationToken cancel);

    /// <summary>Enters by another one, to which it hands no token.</summary>
    Task<int> EnterByAsync(ILedger other, int id, int steps, CancellationToken cancel);

    int Enter(int id, CancellationToken cancel);
}
