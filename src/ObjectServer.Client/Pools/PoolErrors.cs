namespace ObjectServer.Client;

/// <summary>What a job of a <see cref="CallerPool{T}"/> does when an item fails.</summary>
public enum PoolErrors
{
    /// <summary>
    /// The job stops: calls that are under way are cancelled and waited for, items that have not begun are not run, and the first error is
    /// thrown as it is.
    /// </summary>
    StopAtFirst,

    /// <summary>All other items are run; then an <see cref="AggregateException"/> has every error, in the order of the items.</summary>
    All,
}
