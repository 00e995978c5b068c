using ObjectServer.IntegrationTests.Links;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>A lane of the socket link.</summary>
internal sealed class SocketFuzzLane(string address, Lane kind) : FuzzLane
{
    private readonly BareLane _lane = new(address, kind);

    public override Task SendAsync(byte[] bytes)
    {
        _lane.Send(bytes);
        return Task.CompletedTask;
    }

    public override Task FinishAsync()
    {
        _lane.FinishSending();
        return Task.CompletedTask;
    }

    public override Task<Frame?> NextAsync() => _lane.NextAsync();

    public override void Dispose() => _lane.Dispose();
}
