namespace ObjectServer.Client;

/// <summary>What a new object is to be.</summary>
public sealed record CreateOptions
{
    /// <summary>Registered type name. Default: null, the one registered type that implements the contract.</summary>
    public string? Type { get; init; }

    /// <summary>
    /// Name of the object, under which every client can get it and which keeps it until it is deleted. Default: null, an unnamed
    /// object, which goes when its last reference goes.
    /// </summary>
    public string? Name { get; init; }
}
