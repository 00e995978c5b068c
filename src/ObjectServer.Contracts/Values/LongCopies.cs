using System.Collections.Concurrent;

namespace ObjectServer.Values;

/// <summary>
/// Where values of many megabytes are copied in place of a thread of the pool: on threads of their own, as many as there are cores. The pool has as many at first, and
/// one that copies for tens of milliseconds takes none of the messages in that small calls are made of: with a gigabyte on its way in both directions,
/// their slowest waited half as long again. Who waits here is known to the pool as waiting, and replaced at once. The threads end when there has been
/// nothing to copy for some time. Calls may overlap.
/// </summary>
internal static class LongCopies
{
    /// <summary>Fewer bytes are copied where they are: two threads would have to be woken up for what takes a millisecond or two.</summary>
    public const long LeastBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    // Bounded by the threads that wait for one each.
    private static readonly BlockingCollection<Task> Waiting = [];
    private static readonly Lock Gate = new();
    private static int _threads;
    private static int _free;

    /// <summary>Runs what copies so many bytes, and returns when it is done.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="copy">Copies them. What it throws is thrown here.</param>
    public static void Run(long bytes, Action copy)
    {
        if (bytes < LeastBytes || !Thread.CurrentThread.IsThreadPoolThread)
        {
            copy();
            return;
        }

        var task = new Task(copy);
        lock (Gate)
        {
            Waiting.Add(task);
            if (Waiting.Count > _free && _threads < Environment.ProcessorCount) Start();
        }

        task.GetAwaiter().GetResult();
    }

    private static void Start()
    {
        _threads++;
        new Thread(Work) { IsBackground = true, Name = "ObjectServer copies" }.Start();
    }

    private static void Work()
    {
        while (Next() is { } copy) copy.RunSynchronously();
    }

    private static Task? Next()
    {
        lock (Gate) _free++;
        bool found = Waiting.TryTake(out Task? next, Idle);
        lock (Gate)
        {
            _free--;

            // One may have been added for this thread just when it gave up.
            if (!found && !Waiting.TryTake(out next)) _threads--;
            return next;
        }
    }
}
