using System.Globalization;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <inheritdoc/>
[SharedObject("lister")]
public sealed class Lister(ISharedMemoryFactory memory) : ILister
{
    /// <inheritdoc/>
    public SharedList? Kept { get; set; }

    /// <inheritdoc/>
    public SharedList Make(int count) => memory.CreateList([.. Enumerable.Range(0, count).Select(static i => (object?)i)]);

    /// <inheritdoc/>
    public string Describe(SharedList list) => string.Join(' ', list.Select(static item => Convert.ToString(item, CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public Labelled Exchange(Labelled labelled, int index, long value)
    {
        labelled.List[index] = value;
        return labelled with { Label = $"{labelled.Label} changed" };
    }
}
