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

    // What is being sent when the server ends the connection is not always given up by itself.
    private readonly CancellationTokenSource _ended = new();

    public override async Task SendAsync(byte[] bytes)
    {
        try
        {
            await _lane.SendAsync(bytes, _ended.Token);
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or OperationCanceledException)
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
            if (await BatchAsync() is not { } batch)
            {
                await _ended.CancelAsync();
                return null;
            }

            foreach (Frame one in batch.Frames) _read.Enqueue(one);
        }

        return frame;
    }

    public override void Dispose()
    {
        _lane.Dispose();
        _ended.Dispose();
    }

    private async Task<FrameBatch?> BatchAsync()
    {
        try
        {
            return await _lane.ReadAsync();
        }
        catch (RpcException)
        {
            return null;
        }
    }
}
