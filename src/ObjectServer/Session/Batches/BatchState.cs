namespace ObjectServer.Session.Batches;

/// <summary>Where a batch stands. It only ever moves down this list.</summary>
internal enum BatchState
{
    /// <summary>Its calls are on their way, or it waits for its objects.</summary>
    Waiting = 0,

    /// <summary>It is inside all of its objects, and its calls run.</summary>
    Running = 1,

    /// <summary>It has ended, or never will begin.</summary>
    Over = 2,
}
