using ObjectServer.Client.Link;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>A link whose bulk lane comes to a standstill: what is sent and received in chunks stays half done.</summary>
internal sealed class StallingLink(ILink link, long most = StallingLane.BytesSent) : ILink
{
    private readonly TaskCompletionSource<StallingLane> _bulk = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the bulk lane sends no more.</summary>
    public async Task SentAsync() => await (await _bulk.Task).SentAsync();

    /// <summary>Completes when the bulk lane has stopped in both directions.</summary>
    public async Task StalledAsync() => await (await _bulk.Task).StalledAsync();

    public async ValueTask<ILane> OpenAsync(Lane lane, CancellationToken cancel)
    {
        ILane opened = await link.OpenAsync(lane, cancel);
        if (lane != Lane.Bulk) return opened;
        var stalling = new StallingLane(opened, most);
        _bulk.TrySetResult(stalling);
        return stalling;
    }

    public bool HasServerEnded => link.HasServerEnded;

    public ValueTask DisposeAsync() => link.DisposeAsync();
}
