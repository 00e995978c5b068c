namespace ObjectServer;

/// <summary>How calls on one shared object may overlap.</summary>
public enum ObjectConcurrency
{
    /// <summary>
    /// One call at a time, in the order of arrival from each session; an asynchronous member holds the object until its task has
    /// ended. Members marked <see cref="SharedMemberAttribute.ReadOnly"/> run together. A chain of calls that comes back to the
    /// object may enter again.
    /// </summary>
    Serialized = 0,

    /// <summary>Calls run as they arrive; the object locks for itself.</summary>
    Concurrent = 1,
}
