namespace ObjectServer.Reading;

/// <summary>
/// Tells whether memory has been collected, for which the runtime stops all threads: what the calling thread did meanwhile took long, and was not slow.
/// </summary>
internal static class Collection
{
    [ThreadStatic]
    private static int _seen;

    /// <summary>Whether it has since this thread last asked; when it asks for the first time, since the process began.</summary>
    public static bool HasHappened()
    {
        int count = GC.CollectionCount(0);
        bool happened = count != _seen;
        _seen = count;
        return happened;
    }
}
