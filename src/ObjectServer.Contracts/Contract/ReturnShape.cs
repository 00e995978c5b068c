namespace ObjectServer.Contract;

/// <summary>How a member hands its result to the caller.</summary>
internal enum ReturnShape
{
    /// <summary>Returns nothing; the caller waits.</summary>
    Void,

    /// <summary>Returns the result itself; the caller waits.</summary>
    Value,

    /// <summary><see cref="System.Threading.Tasks.Task"/>.</summary>
    Task,

    /// <summary><see cref="System.Threading.Tasks.Task{TResult}"/>.</summary>
    TaskOfT,

    /// <summary><see cref="System.Threading.Tasks.ValueTask"/>.</summary>
    ValueTask,

    /// <summary><see cref="System.Threading.Tasks.ValueTask{TResult}"/>.</summary>
    ValueTaskOfT,

    /// <summary><see cref="IAsyncEnumerable{T}"/>: the call is made when it is enumerated.</summary>
    Sequence,
}
