using ObjectServer.Client.Link;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>A link of which all that the client sends is kept.</summary>
internal sealed class RecordedLink(ILink link, SessionRecording recording) : ILink
{
    public bool HasServerEnded => link.HasServerEnded;

    public async ValueTask<ILane> OpenAsync(Lane lane, CancellationToken cancel) => new RecordedLane(await link.OpenAsync(lane, cancel), lane, recording);

    public ValueTask DisposeAsync() => link.DisposeAsync();
}
