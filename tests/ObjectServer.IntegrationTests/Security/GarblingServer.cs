using ObjectServer.Client.Link;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.Link;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>A link to what answers every greeting with the same bytes.</summary>
internal sealed class GarblingServer(byte[] answer) : ILink
{
    public bool HasServerEnded => false;

    public ValueTask<ILane> OpenAsync(Lane lane, CancellationToken cancel)
    {
        (InProcessLane client, InProcessLane server) = InProcessLane.CreatePair();
        _ = ServeAsync(new FrameLane(server));
        return new ValueTask<ILane>(client);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task ServeAsync(FrameLane lane)
    {
        await lane.NextAsync();
        await lane.SendAsync(answer);
    }
}
