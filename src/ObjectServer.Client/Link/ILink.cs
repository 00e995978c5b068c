using ObjectServer.Wire;

namespace ObjectServer.Client.Link;

/// <summary>A connection to a server that carries the lanes of one session. Disposing it ends all lanes.</summary>
internal interface ILink : IAsyncDisposable
{
    /// <summary>Opens a lane; nothing has been said on it yet.</summary>
    /// <exception cref="IOException">The server cannot be reached.</exception>
    ValueTask<ILane> OpenAsync(Lane lane, CancellationToken cancel);

    /// <summary>Whether the server that the link has led to is known to have ended: no other link will find it again.</summary>
    bool HasServerEnded { get; }
}
