using ObjectServer.Client.Link;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>A link whose bulk lane comes to a standstill: what is sent and received in chunks stays half done.</summary>
internal sealed class StallingLink(string address) : ILink
{
    private readonly GrpcLink _link = new(LinkAddress.Parse(address));
    private readonly TaskCompletionSource<StallingLane> _bulk = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the bulk lane has stopped in both directions.</summary>
    public async Task StalledAsync() => await (await _bulk.Task).StalledAsync();

    public async ValueTask<ILane> OpenAsync(Lane lane, CancellationToken cancel)
    {
        ILane opened = await _link.OpenAsync(lane, cancel);
        if (lane != Lane.Bulk) return opened;
        var stalling = new StallingLane(opened);
        _bulk.TrySetResult(stalling);
        return stalling;
    }

    public bool HasServerEnded => _link.HasServerEnded;

    public ValueTask DisposeAsync() => _link.DisposeAsync();
}
