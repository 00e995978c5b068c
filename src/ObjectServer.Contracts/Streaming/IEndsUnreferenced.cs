namespace ObjectServer.Streaming;

/// <summary>An object that exists for those who hold references to it alone: it ends at once when the last of them is gone.</summary>
internal interface IEndsUnreferenced
{
    /// <summary>Nobody holds it any more. Does not wait, and does not throw.</summary>
    void End();
}
