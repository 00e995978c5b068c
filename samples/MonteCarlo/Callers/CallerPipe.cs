using System.Collections.Concurrent;
using MonteCarlo.Model;

namespace MonteCarlo.Callers;

/// <summary>This side of a caller process: requests go in, answers come out in any order and find the call they belong to.</summary>
/// <param name="name">What to call the process in an error.</param>
/// <param name="toCaller">The process's input.</param>
/// <param name="fromCaller">The process's output.</param>
internal sealed class CallerPipe(string name, TextWriter toCaller, TextReader fromCaller) : ISegmentCaller
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<SegmentSums>> _pending = new();
    private readonly Lock _writing = new();
    private volatile bool _ended;

    /// <summary>Bytes between the process and the server; known once <see cref="ReadAnswersAsync"/> has ended.</summary>
    public long WireBytes { get; private set; }

    /// <summary>Hands over the greeting and waits until the process has found its replicas.</summary>
    /// <exception cref="InvalidOperationException">The process could not; the message says why.</exception>
    public async Task GreetAsync(CallerGreeting greeting, CancellationToken cancel)
    {
        CallerLines.Write(toCaller, greeting);
        CallerReply? first = await CallerLines.ReadAsync<CallerReply>(fromCaller, cancel);
        if (first is null)
            throw Failure("it ended before it was ready");

        if (first.Error is string error)
            throw Failure(error);
    }

    /// <summary>Reads answers until the process ends. Run once, beside the calls.</summary>
    public async Task ReadAnswersAsync()
    {
        Exception end = Failure("it has ended");
        try
        {
            while (await CallerLines.ReadAsync<CallerReply>(fromCaller, CancellationToken.None) is CallerReply reply)
            {
                WireBytes += reply.WireBytes;
                if (!_pending.TryRemove(reply.Replica, out TaskCompletionSource<SegmentSums>? call))
                    continue;

                if (reply.Sums is not null)
                    call.TrySetResult(reply.Sums);
                else
                    call.TrySetException(Failure(reply.Error ?? "it gave no answer"));
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            end = Failure(error.Message);
        }

        _ended = true;
        foreach (TaskCompletionSource<SegmentSums> call in _pending.Values)
            call.TrySetException(end);
    }

    /// <inheritdoc/>
    public async Task<SegmentSums> CallAsync(int replica, int sweeps, bool measure, IProgress<int>? progress, CancellationToken cancel)
    {
        var call = new TaskCompletionSource<SegmentSums>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[replica] = call;
        try
        {
            lock (_writing)
                CallerLines.Write(toCaller, new CallerRequest(replica, sweeps, measure));
        }
        catch (IOException)
        {
            // Nobody reads the pipe any more.
            throw Failure("it has ended");
        }

        // Calls are failed after _ended is set, so one that registers too late to be among them sees it set here.
        if (_ended)
            throw Failure("it has ended");

        return await call.Task.WaitAsync(cancel);
    }

    private InvalidOperationException Failure(string reason) => new($"Caller process {name}: {reason}.");
}
