namespace ObjectServer.IntegrationTests.Leaks;

/// <summary>One of many objects that refer to each other, until all of them are dropped.</summary>
[SharedContract]
public interface INode
{
    /// <summary>Makes further nodes, which nothing in the server keeps.</summary>
    Task<INode[]> GrowAsync(int count);

    /// <summary>The same, in a record.</summary>
    Task<Brood> BreedAsync();

    /// <summary>Keeps others.</summary>
    Task AdoptAsync(IReadOnlyList<INode> others);

    /// <summary>One of those that it keeps.</summary>
    Task<INode?> EldestAsync();

    /// <summary>Keeps nothing any more.</summary>
    Task ForsakeAsync();
}
