namespace ObjectServer.Benchmarks.Objects;

/// <inheritdoc/>
/// <remarks>Serialized, as a class is that does not say otherwise.</remarks>
[SharedObject("token")]
public sealed class Token : IToken
{
    /// <summary>What an object of this class takes by itself: a header, the pointer to its class, and a field with its padding.</summary>
    public const int OwnBytes = 24;

    private int _count;

    /// <inheritdoc/>
    public Task<int> CountAsync() => Task.FromResult(++_count);
}
