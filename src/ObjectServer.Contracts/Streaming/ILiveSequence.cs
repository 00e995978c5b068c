namespace ObjectServer.Streaming;

/// <summary>A sequence of this side, whatever its items are.</summary>
internal interface ILiveSequence
{
    /// <summary>The sequence itself.</summary>
    object Items { get; }
}
