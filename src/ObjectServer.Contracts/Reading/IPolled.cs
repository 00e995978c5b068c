namespace ObjectServer.Reading;

/// <summary>What the threads of <see cref="PollerThreads"/> read.</summary>
internal interface IPolled
{
    /// <summary>The socket has something to read. Runs until there is nothing more for now. Calls may overlap.</summary>
    /// <param name="poller">The calling thread.</param>
    /// <param name="ended">The peer sends nothing more, or the connection is gone.</param>
    void OnReady(Poller poller, bool ended);
}
