using System.Collections.Concurrent;
using Google.Protobuf;
using ObjectServer.Client.Link;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.Link;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>A link to what pretends to be a server with a key, and makes its proof of what the client has sent.</summary>
/// <param name="forge">Makes the proof; null for a server that ends the link instead.</param>
internal sealed class ForgedServer(Func<Hello, byte[]>? forge) : ILink
{
    private readonly ConcurrentQueue<Frame> _received = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lanes;

    /// <summary>Everything that the client has sent, once it has gone.</summary>
    public async Task<IReadOnlyCollection<Frame>> ReceivedAsync(TimeSpan guard)
    {
        await _ended.Task.WaitAsync(guard);
        return _received;
    }

    /// <summary>How many lanes the client has opened.</summary>
    public int Lanes => Volatile.Read(ref _lanes);

    public bool HasServerEnded => false;

    public ValueTask<ILane> OpenAsync(Lane lane, CancellationToken cancel)
    {
        Interlocked.Increment(ref _lanes);
        (InProcessLane client, InProcessLane server) = InProcessLane.CreatePair();
        _ = ServeAsync(new FrameLane(server));
        return new ValueTask<ILane>(client);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task ServeAsync(FrameLane lane)
    {
        try
        {
            await NextAsync(lane);
            var welcome = new Welcome
            {
                Protocol = 1,
                Server = ByteString.CopyFrom(new byte[16]),
                Generation = 1,
                Challenge = ByteString.CopyFrom(HandshakeProof.NewNonce()),
            };
            await lane.SendAsync(new Frame { Welcome = welcome });
            if (await NextAsync(lane) is not { Hello: { } answer }) return;
            if (forge is null)
            {
                await lane.DisposeAsync();
                return;
            }

            var last = new Welcome(welcome) { Challenge = ByteString.Empty, CallCredits = 1, Session = welcome.Server, Authentication = ByteString.CopyFrom(forge(answer)) };
            await lane.SendAsync(new Frame { Welcome = last });
            while (await NextAsync(lane) is not null)
            {
            }

            _ended.TrySetResult();
        }
        catch (Exception e)
        {
            _ended.TrySetException(e);
        }
    }

    private async Task<Frame?> NextAsync(FrameLane lane)
    {
        Frame? frame = await lane.NextAsync();
        if (frame is not null) _received.Enqueue(frame);
        return frame;
    }
}
