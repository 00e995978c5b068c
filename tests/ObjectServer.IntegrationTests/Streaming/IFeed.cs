namespace ObjectServer.IntegrationTests.Streaming;

/// <summary>Sequences in every place where one can be.</summary>
[SharedContract]
public interface IFeed
{
    /// <summary>A sequence by itself.</summary>
    IAsyncEnumerable<int> Stored { get; set; }

    /// <summary>How many items of <see cref="Endless"/> were asked for.</summary>
    int Asked { get; }

    /// <summary>How many enumerations have been disposed of.</summary>
    int Closed { get; }

    /// <summary>The most that have ever been in the object at a time.</summary>
    int MostInside { get; }

    IAsyncEnumerable<int> Count(int first, int count);

    IAsyncEnumerable<int> Endless(CancellationToken cancel = default);

    IAsyncEnumerable<int> Failing(int after);

    IAsyncEnumerable<double[]> Arrays(int count, int length);

    IAsyncEnumerable<IFeedItem> Items(int count);

    IAsyncEnumerable<T> Repeat<T>(T value, int count);

    IAsyncEnumerable<int>? Nothing();

    /// <summary>What is put after this, until the end of the enumeration.</summary>
    IAsyncEnumerable<int> Watch(CancellationToken cancel = default);

    /// <summary>The same by a source that knows nothing of its cancellation.</summary>
    IAsyncEnumerable<int> WatchDeafly();

    void Put(int value);

    /// <summary>Asks the caller about each item, while it is made.</summary>
    IAsyncEnumerable<int> Asking(Func<int, int> ask, int count);

    int Add(int a, int b);

    Task<IAsyncEnumerable<int>> QueryAsync(int count);

    Task<int> SumAsync(IAsyncEnumerable<int> numbers);

    Task<int> FirstAsync(IAsyncEnumerable<int> numbers);

    IAsyncEnumerable<int> Doubled(IAsyncEnumerable<int> numbers);
}
