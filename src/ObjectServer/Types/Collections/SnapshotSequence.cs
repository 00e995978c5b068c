namespace ObjectServer.Types.Collections;

/// <summary>Enumerates a collection as it was when the enumeration began: every item is there at once, so that they travel in blocks.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="take">Takes the snapshot.</param>
internal sealed class SnapshotSequence<T>(Func<CollectionSnapshot<T>> take) : IAsyncEnumerable<T>
{
    /// <inheritdoc/>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Enumerator(take(), cancellationToken);

    private sealed class Enumerator(CollectionSnapshot<T> snapshot, CancellationToken cancel) : IAsyncEnumerator<T>
    {
        private int _next;

        public T Current { get; private set; } = default!;

        public ValueTask<bool> MoveNextAsync()
        {
            if (_next == snapshot.Items.Length) return new ValueTask<bool>(false);
            cancel.ThrowIfCancellationRequested();
            Current = snapshot.Items[_next++];
            return new ValueTask<bool>(true);
        }

        public ValueTask DisposeAsync()
        {
            snapshot.Pins?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
