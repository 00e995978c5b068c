namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>What an object is to do when one call follows another.</summary>
/// <typeparam name="TState">Its state: immutable, and equal to others of the same content.</typeparam>
internal interface ISequentialModel<TState>
    where TState : notnull
{
    /// <summary>How it begins.</summary>
    TState Initial { get; }

    /// <summary>Runs a call.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="operation">The call; without a known answer, every answer will do.</param>
    /// <param name="next">The state behind it.</param>
    /// <returns>False when it cannot have run in this state, or not with this answer.</returns>
    bool TryRun(TState state, Operation operation, out TState next);
}
