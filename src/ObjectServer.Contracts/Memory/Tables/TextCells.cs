namespace ObjectServer.Memory.Tables;

/// <summary>Some cells of a column of text.</summary>
internal abstract class TextCells : IDisposable, IAsyncDisposable
{
    /// <summary>Whether they are the table itself, and no copy.</summary>
    public abstract bool IsInPlace { get; }

    /// <summary>Reads one.</summary>
    public abstract string Read(int index);

    /// <summary>Writes one; what is refused leaves it as it was.</summary>
    public abstract void Write(int index, string text);

    /// <inheritdoc cref="SharedBlock{T}.FlushAsync"/>
    public abstract Task FlushAsync(CancellationToken cancel);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
