namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>Counts what it is told, and keeps a record of what was wrong with that.</summary>
[SharedContract]
public interface ITally
{
    event Action<long>? Counted;

    /// <summary>How many were counted.</summary>
    long Count { get; }

    /// <summary>Numbers that came more than once; in a serialized tally also those that were not the next one of their client.</summary>
    IReadOnlyList<string> Faults { get; }

    /// <summary>Counts the next number of a client, from 1.</summary>
    long Add(int client, long number);

    /// <inheritdoc cref="Add"/>
    Task<long> AddAsync(int client, long number);

    /// <summary>Counts, and ends when <see cref="OpenAsync"/> has been called.</summary>
    Task<long> AddLaterAsync(int client, long number);

    /// <summary>Lets those end that wait.</summary>
    Task OpenAsync();

    /// <summary>Counts up to a number and reports each, and waits for <see cref="OpenAsync"/> in the middle.</summary>
    Task<int> ReportAsync(int to, IProgress<int> progress);

    /// <summary>The numbers from 1, and waits for <see cref="OpenAsync"/> in the middle.</summary>
    IAsyncEnumerable<int> NumbersAsync(int to);

    /// <summary>Raises <see cref="Counted"/> for each number from 1.</summary>
    Task RaiseAsync(int to);

    /// <summary>The sum of the bytes, and as many back.</summary>
    Task<byte[]> InvertAsync(byte[] bytes);

    /// <summary>Calls back.</summary>
    Task<int> AskAsync(IAnswerer answerer, int question);
}
