namespace ObjectServer.IntegrationTests.Infrastructure;

/// <summary>What tests do with sequences.</summary>
internal static class Sequences
{
    /// <summary>All items of a sequence.</summary>
    public static Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> sequence) => sequence.ToListAsync().AsTask();
}
