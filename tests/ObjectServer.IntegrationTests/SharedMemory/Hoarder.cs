namespace ObjectServer.IntegrationTests.SharedMemory;

/// <inheritdoc/>
[SharedObject("hoarder")]
public sealed class Hoarder(ISharedMemoryFactory memory) : IHoarder
{
    private readonly List<SharedArray<short>> _arrays = [];

    /// <inheritdoc/>
    public void Hoard(int count) => _arrays.Add(memory.CreateArray<short>(count));

    /// <inheritdoc/>
    public int Count() => _arrays.Count;
}
