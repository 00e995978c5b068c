namespace ObjectServer.Contract;

/// <summary>What a parameter is for.</summary>
internal enum ParameterRole
{
    /// <summary>A value or a reference; it travels with the call.</summary>
    Value,

    /// <summary>The call's <see cref="CancellationToken"/>; it travels as a frame of its own, when it is cancelled.</summary>
    Cancellation,

    /// <summary>Who raises an event; it does not travel.</summary>
    Sender,

    /// <summary>A handler that is added to an event or taken from it.</summary>
    Handler,

    /// <summary>An <see cref="IProgress{T}"/>; what is reported travels back while the call runs.</summary>
    Progress,
}
