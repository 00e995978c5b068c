using Grpc.Core;
using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>The gRPC status of each kind of error, for clients that look at nothing else.</summary>
internal static class StatusCodes
{
    /// <summary>The status of an error.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="exception">What it was made of.</param>
    /// <param name="ofUser">An object or a constructor threw it.</param>
    public static StatusCode Of(ErrorCode code, Exception exception, bool ofUser) => code switch
    {
        ErrorCode.ObjectNotFound or ErrorCode.ObjectGone or ErrorCode.TypeNotRegistered or ErrorCode.MemberNotFound => StatusCode.NotFound,
        ErrorCode.ContractMismatch or ErrorCode.ArgumentEncoding or ErrorCode.InvalidRequest => StatusCode.InvalidArgument,
        ErrorCode.AlreadyExists => StatusCode.AlreadyExists,
        ErrorCode.LimitExceeded => StatusCode.ResourceExhausted,
        ErrorCode.AuthenticationFailed => StatusCode.Unauthenticated,
        ErrorCode.AccessDenied => StatusCode.PermissionDenied,
        ErrorCode.Unavailable => StatusCode.Unavailable,
        ErrorCode.Cancelled => StatusCode.Cancelled,
        ErrorCode.Deadline => StatusCode.DeadlineExceeded,
        ErrorCode.LockLost or ErrorCode.BrokenBarrier or ErrorCode.SessionEnded => StatusCode.Aborted,

        // Not UNAVAILABLE, which clients may take for leave to try again: it may have run.
        ErrorCode.OutcomeUnknown => StatusCode.Unknown,
        ErrorCode.Invocation when ofUser => StatusCode.Unknown,

        // The server's own choice of a constructor refuses arguments so.
        ErrorCode.Invocation when exception is ArgumentException => StatusCode.InvalidArgument,
        _ => StatusCode.Internal,
    };
}
