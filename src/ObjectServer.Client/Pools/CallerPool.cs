using ObjectServer.Client.Pools;

namespace ObjectServer.Client;

/// <summary>Makes pools of callers, and tells what comes of their jobs. See docs/pools.md.</summary>
public static class CallerPool
{
    /// <summary>Callers of one object, which work where it is.</summary>
    /// <typeparam name="T">Its contract.</typeparam>
    /// <param name="target">The object, most often a proxy. It stays the caller's.</param>
    /// <param name="callers">How many calls are made at a time; null for as many as this machine has processors.</param>
    /// <param name="options">How the pool works; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no callers, or an option is out of range.</exception>
    public static CallerPool<T> Over<T>(T target, int? callers = null, CallerPoolOptions? options = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(target);
        return Over<T>([target], callers ?? Environment.ProcessorCount, options);
    }

    /// <summary>Callers of several objects, to which they are dealt in turn.</summary>
    /// <typeparam name="T">Their contract.</typeparam>
    /// <param name="targets">The objects, most often proxies; one may be given several times. They stay the caller's.</param>
    /// <param name="callers">How many calls are made at a time; null for one for each object. Objects beyond that many are not called.</param>
    /// <param name="options">How the pool works; null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no objects.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no callers, or an option is out of range.</exception>
    public static CallerPool<T> Over<T>(IReadOnlyList<T> targets, int? callers = null, CallerPoolOptions? options = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0) throw new ArgumentException("There are no objects to call.", nameof(targets));
        options ??= new CallerPoolOptions();
        options.Validate();
        int count = callers ?? targets.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(callers));
        return new CallerPool<T>(Enumerable.Range(0, count).Select(i => new FixedCaller<T>(targets[i % targets.Count])), options, hasWorkers: false);
    }

    /// <summary>
    /// Starts worker processes, each with an object of its own, and waits until all are ready. They are replaced when they die, and end with the
    /// pool, at the latest with this process, however that ends.
    /// </summary>
    /// <typeparam name="T">The contract of the objects.</typeparam>
    /// <param name="options">What the workers load and how they are started.</param>
    /// <param name="workers">How many workers, each with one caller; null for as many as this machine has processors.</param>
    /// <param name="cancel">Gives up, and ends what was started; of no effect afterwards.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range, or there are no workers. Nothing was started.</exception>
    /// <exception cref="ServerUnavailableException">A worker could not be started; those that had been were ended.</exception>
    /// <exception cref="Exception">What the object's constructor or an initializer threw; likewise.</exception>
    public static async Task<CallerPool<T>> StartAsync<T>(WorkerPoolOptions<T> options, int? workers = null, CancellationToken cancel = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        int count = workers ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(workers));
        WorkerCaller<T>[] callers = [.. Enumerable.Range(0, count).Select(_ => new WorkerCaller<T>(options))];
        try
        {
            // A process that starts keeps a processor busy.
            var limit = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel };
            await Parallel.ForEachAsync(callers, limit, static async (caller, stop) => await caller.ReadyAsync(stop).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch
        {
            await Task.WhenAll(callers.Select(static caller => caller.EndAsync(atOnce: true))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return new CallerPool<T>(callers, options, hasWorkers: true);
    }

    /// <summary>Tells what comes of a job: exactly one of the two is called, once.</summary>
    /// <typeparam name="TResult">What comes of it.</typeparam>
    /// <param name="job">The job.</param>
    /// <param name="onResult">Told the result, all of it; null for nobody.</param>
    /// <param name="onError">Told why it failed, or that it was cancelled; null for nobody.</param>
    /// <returns>The job with its outcome, after it was told. It fails with what is thrown by whoever is told.</returns>
    public static async Task<TResult> Telling<TResult>(this Task<TResult> job, Action<TResult>? onResult = null, Action<Exception>? onError = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        TResult result;
        try
        {
            result = await job.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            onError?.Invoke(e);
            throw;
        }

        onResult?.Invoke(result);
        return result;
    }
}
