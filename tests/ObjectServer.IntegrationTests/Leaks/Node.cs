namespace ObjectServer.IntegrationTests.Leaks;

[SharedObject("node")]
public sealed class Node : INode, IDisposable
{
    private static int _made;
    private static int _disposed;

    private readonly List<INode> _kept = [];
    private int _disposals;

    public Node(string owner)
    {
        Owner = owner;
        Interlocked.Increment(ref _made);
    }

    /// <summary>How many there have ever been in this process.</summary>
    public static int Made => Volatile.Read(ref _made);

    /// <summary>How many of them have been disposed of, or more when one was so twice.</summary>
    public static int Disposed => Volatile.Read(ref _disposed);

    public string Owner { get; }

    public Task<INode[]> GrowAsync(int count) => Task.FromResult(Enumerable.Range(0, count).Select(INode (_) => new Node(Owner)).ToArray());

    public Task<Brood> BreedAsync() =>
        Task.FromResult(new Brood(new Node(Owner), new Dictionary<string, INode> { ["second"] = new Node(Owner), ["third"] = new Node(Owner) }));

    public Task AdoptAsync(IReadOnlyList<INode> others)
    {
        _kept.AddRange(others);
        return Task.CompletedTask;
    }

    public Task<INode?> EldestAsync() => Task.FromResult(_kept.FirstOrDefault());

    public Task ForsakeAsync()
    {
        _kept.Clear();
        return Task.CompletedTask;
    }

    public void Dispose() => Interlocked.Add(ref _disposed, Interlocked.Increment(ref _disposals) == 1 ? 1 : 1_000_000_000);
}
