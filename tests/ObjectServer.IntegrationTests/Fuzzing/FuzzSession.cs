using Google.Protobuf;
using Grpc.Net.Client;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>A session that has proven whose it is, and says anything then.</summary>
internal sealed class FuzzSession : IDisposable
{
    private const uint CallCredits = 64;

    // Less than a turn may take, so that what it waited for is told.
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(45);

    private readonly FuzzLane _control;
    private readonly FuzzLane _calls;
    private readonly FuzzLane _bulk;
    private readonly Lock _gate = new();
    private TaskCompletionSource _reached = new();
    private ulong _awaited;
    private ulong _taken;
    private Exception? _failure;

    private FuzzSession(FuzzLane control, FuzzLane calls, FuzzLane bulk)
    {
        _control = control;
        _calls = calls;
        _bulk = bulk;
    }

    public static async Task<FuzzSession> OpenAsync(FuzzServer server, GrpcChannel channel)
    {
        var session = new FuzzSession(server.Open(Lane.Control, channel), server.Open(Lane.Calls, channel), server.Open(Lane.Bulk, channel));
        byte[] key = HandshakeProof.KeyOf(FuzzServer.Key);
        byte[] nonce = HandshakeProof.NewNonce();
        Frame hello = KeyedFrames.Hello(nonce);
        (hello.Hello.ClientId, hello.Hello.CallCredits) = (server.Recording.ClientId, CallCredits);
        await session._control.SendAsync(hello);
        HandshakeProof proof = KeyedFrames.ProofOf(nonce, (await session._control.NextAsync())!.Welcome);
        await session._control.SendAsync(KeyedFrames.Answer(proof.OfClient(key)));
        Welcome welcome = (await session._control.NextAsync())!.Welcome;
        await AttachAsync(session._calls, welcome, proof.Secret(key), Lane.Calls);
        await AttachAsync(session._bulk, welcome, proof.Secret(key), Lane.Bulk);
        return session;
    }

    /// <summary>Sends inputs, and reads to the end of all lanes; how many of them the server has taken in, the one included that ended the session.</summary>
    public async Task<int> RunAsync(FrameMutator mutator)
    {
        Task control = ReadAsync(_control);
        Task[] others = [ReadAsync(_calls), ReadAsync(_bulk)];
        ulong sequence = 0;
        ulong sent = 0;
        Lane kind = Lane.Calls;
        for (int times = 0; times < 3 && !control.IsCompleted; times++)
        {
            kind = mutator.NextLane();
            var message = new List<byte>();
            for (int count = mutator.NextCount(); count > 0; count--)
            {
                message.AddRange(mutator.Next(kind, ref sequence));
                message.AddRange(new FrameBatch { Frames = { new Frame { Ping = new Ping { Number = ++sent } } } }.ToByteArray());
            }

            // A ping is answered when all before it on its lane has been taken in.
            Task taken = TakenAsync(sent);
            await InTimeAsync(LaneOf(kind).SendAsync([.. message]), $"{sent} inputs, which it does not take on lane {kind}", control, others);
            await InTimeAsync(Task.WhenAny(taken, control), $"{sent} inputs, the last of them on lane {kind}", control, others);
            if (taken.IsFaulted) await taken;
        }

        bool ended = control.IsCompleted;
        bool anyhow = !ended && mutator.EndsAnyhow();
        if (anyhow) await LaneOf(kind).SendAsync(mutator.Any(kind));
        foreach (FuzzLane lane in new[] { _calls, _bulk, _control }) await InTimeAsync(lane.FinishAsync(), "an end of what is sent", control, others);
        string last = anyhow ? "bytes of any kind" : ended ? "an input that ended it" : "nothing";
        await InTimeAsync(Task.WhenAll([control, .. others]), $"{sent} inputs, {last} behind them on lane {kind}, and the end of all lanes", control, others);
        return (int)_taken + (ended || anyhow ? 1 : 0);
    }

    public void Dispose()
    {
        _calls.Dispose();
        _bulk.Dispose();
        _control.Dispose();
    }

    private static async Task AttachAsync(FuzzLane lane, Welcome welcome, byte[] secret, Lane kind)
    {
        byte[] nonce = HandshakeProof.NewNonce();
        await lane.SendAsync(AttachFrames.First(welcome, kind, nonce));
        await lane.SendAsync(AttachFrames.Answer(welcome, kind, nonce, (await lane.NextAsync())!.Attached, secret));
        Assert.Equal(kind, (await lane.NextAsync())!.Attached.Lane);
    }

    private FuzzLane LaneOf(Lane kind) => kind switch { Lane.Control => _control, Lane.Bulk => _bulk, _ => _calls };

    private async Task InTimeAsync(Task answered, string said, Task control, Task[] others)
    {
        try
        {
            await answered.WaitAsync(Guard);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(
                $"The server was told {said}, and does not answer. It has taken {_taken} in; the lanes are: "
                + $"control {control.Status}, calls {others[0].Status}, bulk {others[1].Status}.");
        }
    }

    private Task TakenAsync(ulong number)
    {
        lock (_gate)
        {
            _awaited = number;
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_failure is { } failure) _reached.SetException(failure);
            return _reached.Task;
        }
    }

    // What is wrong with a frame is known at once, and not only when all lanes have ended.
    private async Task ReadAsync(FuzzLane lane)
    {
        try
        {
            await lane.RestAsync(Take);
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _failure ??= e;
                _reached.TrySetException(e);
            }

            throw;
        }
    }

    private void Take(Frame frame)
    {
        Documented.Assert(frame);
        if (frame.Pong is not { } pong) return;
        lock (_gate)
        {
            // Inputs may ask for a pong too.
            if (pong.Number == _taken + 1) _taken++;
            if (_taken == _awaited) _reached.TrySetResult();
        }
    }
}
