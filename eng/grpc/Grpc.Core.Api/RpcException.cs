namespace Grpc.Core;

/// <summary>
/// A call that did not succeed. A client gets it from the call; a handler throws it to end its call with that status and those trailers.
/// </summary>
public class RpcException : Exception
{
    /// <summary>Makes an exception of a status, whose text becomes the message.</summary>
    /// <param name="status">How the call ended.</param>
    public RpcException(Status status)
        : this(status, Metadata.Empty, status.ToString())
    {
    }

    /// <summary>Makes an exception of a status, with a message of its own.</summary>
    /// <param name="status">How the call ended.</param>
    /// <param name="message">The message of the exception, which is not sent.</param>
    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>Makes an exception of a status and trailers.</summary>
    /// <param name="status">How the call ended.</param>
    /// <param name="trailers">The trailers of the response.</param>
    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString())
    {
    }

    /// <summary>Makes an exception of a status and trailers, with a message of its own.</summary>
    /// <param name="status">How the call ended; its exception becomes the inner exception.</param>
    /// <param name="trailers">The trailers of the response.</param>
    /// <param name="message">The message of the exception, which is not sent.</param>
    /// <exception cref="ArgumentNullException"><paramref name="trailers"/> is null.</exception>
    public RpcException(Status status, Metadata trailers, string message)
        : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    /// <summary>How the call ended.</summary>
    public Status Status { get; }

    /// <summary>The code of <see cref="Status"/>, at hand for exception filters.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>The trailers of the response; empty where none came.</summary>
    public Metadata Trailers { get; }
}
