using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Rivals.GrpcCalls.Protocol;

namespace ObjectServer.Benchmarks.Rivals.GrpcCalls;

/// <summary>
/// One duplex stream on which all calls that wait go in one message, and those whose answers come go on before the next is sent: as little
/// as a stream can cost for so many calls, with nothing to look up and nothing to run. What a link over gRPC can reach at best.
/// </summary>
internal sealed class GrpcBatchTarget : CallTarget
{
    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<AddRequests, AddReplies> _stream;
    private readonly ConcurrentDictionary<long, TaskCompletionSource<int>> _waiting = new();
    private readonly SemaphoreSlim _some = new(0, 1);
    private readonly Lock _gate = new();
    private readonly Task _writing;
    private readonly Task _reading;
    private AddRequests _next = new();
    private bool _ended;
    private long _lastId;

    private GrpcBatchTarget(GrpcChannel channel)
    {
        _channel = channel;
        _stream = new Protocol.Calculator.CalculatorClient(channel).AddBatches();
        _writing = WriteAsync();
        _reading = ReadAsync();
    }

    /// <summary>Connects.</summary>
    public static async Task<CallTarget> ConnectAsync(string address)
    {
        var target = new GrpcBatchTarget(GrpcUnaryTarget.CreateChannel(address));
        Check(await target.SumAsync(2, 3));

        // Behind the answer this is the thread that reads, which must not be kept.
        await Task.Yield();
        return target;
    }

    /// <inheritdoc/>
    public override ValueTask AddAsync(int caller, int left, int right) => new(SumAsync(left, right));

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _ended = true;
            if (_some.CurrentCount == 0) _some.Release();
        }

        await _writing;
        await _reading;
        _stream.Dispose();
        _channel.Dispose();
        _some.Dispose();
    }

    // Answers let their callers go on at once, on the thread that reads: what is measured calls again and awaits.
    private Task<int> SumAsync(int left, int right)
    {
        long id = Interlocked.Increment(ref _lastId);
        var reply = new TaskCompletionSource<int>();
        _waiting[id] = reply;
        lock (_gate)
        {
            _next.Requests.Add(new AddRequest { Left = left, Right = right, Id = id });
            if (_next.Requests.Count == 1 && _some.CurrentCount == 0) _some.Release();
        }

        return reply.Task;
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            await _some.WaitAsync();
            AddRequests batch;
            lock (_gate)
            {
                batch = _next;
                if (batch.Requests.Count == 0 && _ended) break;
                _next = new AddRequests();
            }

            if (batch.Requests.Count > 0) await _stream.RequestStream.WriteAsync(batch);
        }

        await _stream.RequestStream.CompleteAsync();
    }

    private async Task ReadAsync()
    {
        while (await _stream.ResponseStream.MoveNext(CancellationToken.None))
        {
            foreach (AddReply reply in _stream.ResponseStream.Current.Replies)
                if (_waiting.TryRemove(reply.Id, out TaskCompletionSource<int>? waiting)) waiting.SetResult(reply.Sum);
        }
    }
}
