using Grpc.Core;
using Grpc.Net.Client;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>A lane that is a call of gRPC.</summary>
internal sealed class GrpcFuzzLane(GrpcChannel channel) : FuzzLane
{
    private readonly RawLane _lane = new(channel);
    private readonly Queue<Frame> _read = new();

    public override async Task SendAsync(byte[] bytes)
    {
        try
        {
            await _lane.SendAsync(bytes);
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The server has ended the call, which reading says.
        }
    }

    public override async Task FinishAsync()
    {
        try
        {
            await _lane.FinishAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // It has ended already.
        }
    }

    public override async Task<Frame?> NextAsync()
    {
        Frame? frame;
        while (!_read.TryDequeue(out frame))
        {
            try
            {
                if (await _lane.ReadAsync() is not { } batch) return null;
                foreach (Frame one in batch.Frames) _read.Enqueue(one);
            }
            catch (RpcException)
            {
                return null;
            }
        }

        return frame;
    }

    public override void Dispose() => _lane.Dispose();
}
