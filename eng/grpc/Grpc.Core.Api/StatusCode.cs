namespace Grpc.Core;

/// <summary>Why a call ended. The numbers travel on the wire as <c>grpc-status</c>.</summary>
public enum StatusCode
{
    /// <summary>The call succeeded.</summary>
    OK = 0,

    /// <summary>The call was cancelled, as a rule by its caller.</summary>
    Cancelled = 1,

    /// <summary>A failure nothing more is known of, such as an exception in a handler or a status from a foreign space.</summary>
    Unknown = 2,

    /// <summary>The request is wrong in itself, whatever the state of the server.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed first. The server may nevertheless have finished the work.</summary>
    DeadlineExceeded = 4,

    /// <summary>What the request names does not exist.</summary>
    NotFound = 5,

    /// <summary>What the request was to create exists.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a message size limit or the space of the server is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The server is not in a state for this; repeating helps only once somebody has changed that state.</summary>
    FailedPrecondition = 9,

    /// <summary>The operation lost against a concurrent one, and may be repeated from its start.</summary>
    Aborted = 10,

    /// <summary>The request reaches past a valid range that the state of the server may yet extend.</summary>
    OutOfRange = 11,

    /// <summary>The server does not have this method.</summary>
    Unimplemented = 12,

    /// <summary>Something that must hold inside the server or the protocol did not.</summary>
    Internal = 13,

    /// <summary>The server cannot be reached just now; repeating after a pause may help.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or damaged for good.</summary>
    DataLoss = 15,

    /// <summary>The caller has not shown who it is.</summary>
    Unauthenticated = 16,
}
