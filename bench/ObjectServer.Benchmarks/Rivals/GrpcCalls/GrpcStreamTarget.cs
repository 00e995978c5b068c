using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;
using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Rivals.GrpcCalls.Protocol;

namespace ObjectServer.Benchmarks.Rivals.GrpcCalls;

/// <summary>
/// One duplex stream with a message per call, as one would write it by hand who knows that streams are faster: a queue, because a stream
/// takes one message at a time, and a table of those who wait.
/// </summary>
internal sealed class GrpcStreamTarget : CallTarget
{
    private const int QueueLength = 4096;

    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<AddRequest, AddReply> _stream;
    private readonly Channel<AddRequest> _queue = Channel.CreateBounded<AddRequest>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly ConcurrentDictionary<long, TaskCompletionSource<int>> _waiting = new();
    private readonly Task _writing;
    private readonly Task _reading;
    private long _lastId;

    private GrpcStreamTarget(GrpcChannel channel)
    {
        _channel = channel;
        _stream = new Protocol.Calculator.CalculatorClient(channel).AddMany();
        _writing = WriteAsync();
        _reading = ReadAsync();
    }

    /// <summary>Connects.</summary>
    public static async Task<CallTarget> ConnectAsync(string address)
    {
        var target = new GrpcStreamTarget(GrpcUnaryTarget.CreateChannel(address));
        Check(await target.SumAsync(2, 3));
        return target;
    }

    /// <inheritdoc/>
    public override ValueTask AddAsync(int caller, int left, int right) => new(SumAsync(left, right));

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _writing;
        await _reading;
        _stream.Dispose();
        _channel.Dispose();
    }

    private async Task<int> SumAsync(int left, int right)
    {
        long id = Interlocked.Increment(ref _lastId);
        var reply = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = reply;
        await _queue.Writer.WriteAsync(new AddRequest { Left = left, Right = right, Id = id }).ConfigureAwait(false);
        return await reply.Task.ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        await foreach (AddRequest request in _queue.Reader.ReadAllAsync()) await _stream.RequestStream.WriteAsync(request);
        await _stream.RequestStream.CompleteAsync();
    }

    private async Task ReadAsync()
    {
        while (await _stream.ResponseStream.MoveNext(CancellationToken.None))
        {
            AddReply reply = _stream.ResponseStream.Current;
            if (_waiting.TryRemove(reply.Id, out TaskCompletionSource<int>? waiting)) waiting.SetResult(reply.Sum);
        }
    }
}
