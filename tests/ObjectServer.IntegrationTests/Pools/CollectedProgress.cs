using System.Collections.Concurrent;

namespace ObjectServer.IntegrationTests.Pools;

/// <summary>Keeps all reports.</summary>
internal sealed class CollectedProgress : IProgress<int>
{
    public ConcurrentQueue<int> Reports { get; } = new();

    public void Report(int value) => Reports.Enqueue(value);
}
