namespace ObjectServer.Objects;

/// <summary>How an object came to be shared, which decides who disposes of it.</summary>
internal enum ObjectOwnership
{
    /// <summary>The server made it for a client: the server disposes of it.</summary>
    Created,

    /// <summary>A member returned it: it is disposed of once nothing in the server refers to it any more.</summary>
    Returned,

    /// <summary>The host registered an instance of its own, which stays the host's to dispose of.</summary>
    Given,
}
