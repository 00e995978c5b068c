namespace ObjectServer;

/// <summary>Which item of a queue is got next.</summary>
public enum QueueOrder
{
    /// <summary>The one that was put first.</summary>
    FirstInFirstOut,

    /// <summary>The one that was put last.</summary>
    LastInFirstOut,
}
