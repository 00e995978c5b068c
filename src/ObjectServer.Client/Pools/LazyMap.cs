using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace ObjectServer.Client.Pools;

/// <summary>
/// Calls for items that are read as they are needed. Only who enumerates it makes it go on: what is read ahead is bounded, and so are the results
/// that wait.
/// </summary>
/// <typeparam name="T">What is called.</typeparam>
/// <typeparam name="TItem">The items.</typeparam>
/// <typeparam name="TResult">What comes of each.</typeparam>
/// <param name="jobs">The pool's jobs.</param>
/// <param name="call">The call.</param>
/// <param name="options">How items are run.</param>
/// <param name="isOrdered">Whether results come in the order of the items.</param>
internal sealed class LazyMap<T, TItem, TResult>(JobQueue<T> jobs, ItemCall<T, TItem, TResult> call, PoolJobOptions options, bool isOrdered)
    where T : class
{
    private const int ChunksAhead = 4;

    private readonly int _chunkSize = options.ChunkSize ?? 1;
    private readonly List<Exception> _errors = [];

    private int MaxJobs => Math.Max(1, options.ReadAhead is { } items ? items / _chunkSize : ChunksAhead * jobs.Callers);

    /// <summary>Runs the items.</summary>
    public async IAsyncEnumerable<TResult> RunAsync(IAsyncEnumerable<TItem> items, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, jobs.Terminated);
        var under = new Queue<ItemJob<T, TItem, TResult>>();
        var arrived = Channel.CreateBounded<ItemJob<T, TItem, TResult>>(MaxJobs);
        var input = new ChunkReader<TItem>(items, _chunkSize, stop.Token);
        int running = 0;
        try
        {
            while (true)
            {
                Task? reading = !input.HasEnded && running < MaxJobs ? input.ReadAsync() : null;
                if (reading is { IsCompleted: true })
                {
                    if (input.Take() is not { Count: > 0 } chunk) continue;
                    running++;
                    var job = new ItemJob<T, TItem, TResult>(chunk, call, options, _chunkSize, jobs.Terminated, stop.Token);
                    jobs.Add(job, isBounded: false);
                    if (isOrdered) under.Enqueue(job);
                    else _ = ArriveAsync(job, arrived.Writer);
                    continue;
                }

                if (running == 0 && reading is null) break;
                Task next = running == 0 ? Task.CompletedTask : isOrdered ? under.Peek().Ended : arrived.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
                if (!next.IsCompleted || running == 0)
                {
                    await (reading is null ? next : running == 0 ? reading : Task.WhenAny(reading, next)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    continue;
                }

                if (!(isOrdered ? under.TryDequeue(out ItemJob<T, TItem, TResult>? done) : arrived.Reader.TryRead(out done))) continue;
                running--;
                for (int i = 0; i < done!.Count; i++)
                {
                    TResult result = done.ResultOf(i, out Exception? error);
                    if (error is null) yield return result;
                    else if (options.Errors == PoolErrors.StopAtFirst || error is OperationCanceledException) ExceptionDispatchInfo.Throw(error);
                    else _errors.Add(error);
                }
            }

            cancel.ThrowIfCancellationRequested();
            input.ThrowIfFailed();
            if (_errors.Count > 0) throw new AggregateException(_errors);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await input.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task ArriveAsync(ItemJob<T, TItem, TResult> job, ChannelWriter<ItemJob<T, TItem, TResult>> arrived)
    {
        await job.Ended.ConfigureAwait(false);
        arrived.TryWrite(job);
    }
}
