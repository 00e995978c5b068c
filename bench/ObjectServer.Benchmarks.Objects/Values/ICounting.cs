namespace ObjectServer.Benchmarks.Values;

/// <summary>Gives sequences of numbers.</summary>
[SharedContract]
public interface ICounting
{
    /// <summary>The numbers from zero, so many of them, one after the other.</summary>
    IAsyncEnumerable<int> CountAsync(int count);
}
