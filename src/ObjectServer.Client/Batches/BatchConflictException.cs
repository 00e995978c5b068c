namespace ObjectServer.Client;

/// <summary>
/// A call of an atomic batch did not result in what was expected of it (<see cref="ObjectBatch.Expect"/>): somebody has changed the object. The
/// calls behind it did not run. Begin again, with what is there now.
/// </summary>
public sealed class BatchConflictException : ObjectServerException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was expected, and what was found.</param>
    /// <param name="actual">What the call resulted in.</param>
    public BatchConflictException(string message, object? actual)
        : base(message) => Actual = actual;

    /// <summary>What the call resulted in.</summary>
    public object? Actual { get; }
}
