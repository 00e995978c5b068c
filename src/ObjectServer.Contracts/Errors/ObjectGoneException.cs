namespace ObjectServer;

/// <summary>
/// The object that a proxy or reference meant no longer exists: it was deleted, its last holder released it, its session ended,
/// or the server was started anew. Nothing was run. The reference will never work again; get or create the object afresh.
/// </summary>
public sealed class ObjectGoneException : ObjectServerException
{
    /// <summary>Creates the error for a known reference, with its message.</summary>
    /// <param name="reference">The stale reference.</param>
    public ObjectGoneException(ObjectReference reference)
        : this(
            $"The object {reference} no longer exists: it was deleted or released, or its server was started anew. Get or create it afresh.",
            reference)
    {
    }

    /// <summary>Creates the error with a message of its own.</summary>
    /// <param name="message">What was asked, what was found, what to do.</param>
    /// <param name="reference">The stale reference, if it is known.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public ObjectGoneException(string message, ObjectReference? reference = null, Exception? innerException = null)
        : base(message, innerException) => Reference = reference;

    /// <summary>The stale reference, if it is known.</summary>
    public ObjectReference? Reference { get; }
}
