using System.Runtime.CompilerServices;

namespace ObjectServer.Types.Collections;

/// <summary>
/// Tells those who watch a collection what happens to it. While nobody does, a change costs one look. Changes are told under the collection's gate,
/// so that all are told in the order in which they happen.
/// </summary>
/// <typeparam name="TChange">What is told of a change.</typeparam>
/// <param name="what">The collection, as the beginning of a sentence.</param>
/// <param name="gate">The collection's gate.</param>
/// <param name="options">How many may watch, and how much is kept for each.</param>
/// <param name="notice">Tells what is no change: its kind, the version, and how many changes were missed.</param>
/// <param name="pin">Keeps the elements in a change that are shared objects; null when none can be.</param>
internal sealed class ChangeFeed<TChange>(
    string what, Lock gate, ObjectServerOptions options, Func<SharedChangeKind, long, long, TChange> notice, Func<TChange, ElementPins?>? pin)
{
    private readonly List<ChangeWatcher<TChange>> _watchers = [];
    private Exception? _closed;

    /// <summary>How often the collection has been changed. Under the gate.</summary>
    public long Version { get; set; }

    /// <summary>Whether anybody is to be told. Under the gate.</summary>
    public bool IsWatched => _watchers.Count > 0;

    /// <summary>Tells all who watch. Under the gate.</summary>
    public void Tell(TChange change)
    {
        foreach (ChangeWatcher<TChange> watcher in _watchers) watcher.Offer(change, Version, pin);
    }

    /// <summary>The changes from now on, behind a word that they begin.</summary>
    public async IAsyncEnumerable<TChange> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using var watcher = new ChangeWatcher<TChange>(options.MaxWatchedChanges, (version, missed) => notice(SharedChangeKind.Missed, version, missed));
        Begin(watcher);
        try
        {
            while (true)
            {
                (TChange change, ElementPins? pins) = await watcher.NextAsync(cancel);
                using (pins) yield return change;
            }
        }
        finally
        {
            lock (gate) _watchers.Remove(watcher);
        }
    }

    /// <summary>The collection is gone: whoever watches it learns so.</summary>
    public void Close()
    {
        lock (gate)
        {
            _closed ??= new ObjectGoneException($"{what} that was watched has been deleted.");
            foreach (ChangeWatcher<TChange> watcher in _watchers) watcher.Close(_closed);
        }
    }

    private void Begin(ChangeWatcher<TChange> watcher)
    {
        lock (gate)
        {
            if (_closed is not null) throw _closed;
            if (_watchers.Count >= options.MaxWaitingCalls)
            {
                throw new LimitExceededException(
                    $"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxWaitingCalls)}", options.MaxWaitingCalls, _watchers.Count + 1L, $"Watching {what}");
            }

            watcher.Offer(notice(SharedChangeKind.Begun, Version, 0), Version, null);
            _watchers.Add(watcher);
        }
    }
}
