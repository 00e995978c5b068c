namespace ObjectServer.Session.Authentication;

/// <summary>How many lanes may be in their handshake at a time. Calls may overlap.</summary>
internal sealed class HandshakePlaces(ObjectServerOptions options)
{
    private readonly PlaceCounter _places = new(
        "One more handshake",
        (nameof(options.MaxHandshakes), options.MaxHandshakes),
        (nameof(options.MaxHandshakesPerAddress), options.MaxHandshakesPerAddress));

    /// <summary>How many are in it.</summary>
    public int Taken => _places.Taken;

    /// <summary>A handshake begins.</summary>
    /// <exception cref="LimitExceededException">There are as many as are allowed.</exception>
    public void Take(SessionPeer peer) => _places.Take(peer.Origin);

    /// <summary>It has ended.</summary>
    public void GiveBack(SessionPeer peer) => _places.GiveBack(peer.Origin);
}
