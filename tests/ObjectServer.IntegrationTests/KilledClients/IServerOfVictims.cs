namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>A server whose clients are killed. Disposing of it ends it, if it has not been stopped.</summary>
public interface IServerOfVictims : IAsyncDisposable
{
    /// <summary>Where clients reach it.</summary>
    string Address { get; }

    /// <summary>Stops it.</summary>
    /// <returns>How many sessions it had.</returns>
    Task<int> StopAsync();
}
