namespace ObjectServer.Client.Pools;

/// <summary>What a pool still does.</summary>
internal enum PoolState
{
    /// <summary>It takes jobs.</summary>
    Open,

    /// <summary>It finishes those that it has.</summary>
    Closed,

    /// <summary>It runs nothing any more.</summary>
    Terminated,
}
