using System.Reflection;
using System.Runtime.ExceptionServices;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Errors;

/// <summary>
/// Turns exceptions into errors on the wire, and back. What this side itself raised keeps its code; what user code threw always
/// travels as INVOCATION, whatever its type, so that no object can pretend to be its server. Never loads a type by a name. Calls
/// may overlap.
/// </summary>
/// <param name="registry">The exceptions that arrive as themselves.</param>
internal sealed class ErrorTranslator(ExceptionRegistry registry)
{
    /// <summary>How many exceptions inside one another are kept, the outermost included.</summary>
    public const int MaxDepth = 8;

    /// <summary>The most bytes of one message.</summary>
    public const int MaxMessageBytes = 32 * 1024;

    /// <summary>The most bytes of one stack trace.</summary>
    public const int MaxStackBytes = 64 * 1024;

    /// <summary>The most bytes of all texts of an error and what is inside it.</summary>
    public const int MaxTotalBytes = 256 * 1024;

    /// <summary>How many inner exceptions of one <see cref="AggregateException"/> are kept.</summary>
    public const int MaxAggregated = 16;

    private const int MaxTypeNameBytes = 1024;
    private static readonly string AggregateName = TypeNames.Of(typeof(AggregateException));

    /// <summary>
    /// The error for what this side itself raised: its own refusals, a cancelled call (CANCELLED), a deadline (DEADLINE). Any other
    /// exception is written as INVOCATION.
    /// </summary>
    /// <param name="exception">What was raised.</param>
    /// <param name="includeStack">The receiver may see stack traces.</param>
    /// <param name="mostBytes">The most bytes of all texts together.</param>
    public Error ToWire(Exception exception, bool includeStack, int mostBytes = MaxTotalBytes)
    {
        if (exception is LimitExceededException refusal) BoundMetrics.Refused(refusal);
        return Write(exception, new Writing(includeStack, FromUser: false, new TextBudget(mostBytes)), depth: 1);
    }

    /// <summary>
    /// The error for what an object, a constructor or a callback threw: INVOCATION with the exception's type, also for cancellations
    /// and for errors of this library that come from calls of its own.
    /// </summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="includeStack">The receiver may see stack traces.</param>
    /// <param name="mostBytes">The most bytes of all texts together.</param>
    public Error ToWireFromUser(Exception exception, bool includeStack, int mostBytes = MaxTotalBytes) =>
        Write(exception, new Writing(includeStack, FromUser: true, new TextBudget(mostBytes)), depth: 1);

    /// <summary>The exception for an error that arrived, to be thrown at the caller.</summary>
    public Exception FromWire(Error error) => Read(error, depth: 1);

    private static Error Write(Exception exception, Writing writing, int depth)
    {
        while (exception is TargetInvocationException { InnerException: { } invoked })
            exception = invoked;

        OwnError? own = writing.FromUser ? null : OwnErrors.Of(exception);
        var thrown = ThrownException.Of(exception);
        var error = new Error
        {
            Code = own?.Code ?? ErrorCode.Invocation,
            ExceptionType = own is null ? writing.Budget.Take(thrown.TypeName, MaxTypeNameBytes) : "",
            Message = writing.Budget.Take(thrown.Message, MaxMessageBytes),
            RemoteStack = writing.IncludeStack ? writing.Budget.Take(thrown.Stack, MaxStackBytes) : "",
        };

        var details = new ErrorDetails(error, writing.Budget);
        own?.Write(exception, details);
        if (own is null)
            ThrownException.WriteDetails(exception, details);
        if (depth < MaxDepth)
            WriteInner(thrown.Inner, error, writing, depth + 1);
        return error;
    }

    private static void WriteInner(IReadOnlyList<Exception> inner, Error error, Writing writing, int depth)
    {
        foreach (Exception exception in inner.Take(MaxAggregated))
        {
            // Aggregates inside aggregates could fan out to any number; each has at least a type or a message to pay for.
            if (writing.Budget.IsSpent)
                return;

            Error written = Write(exception, writing, depth);
            if (error.Inner is null)
                error.Inner = written;
            else
                error.Others.Add(written);
        }
    }

    private Exception Read(Error error, int depth)
    {
        Exception[] inner = depth < MaxDepth && error.Inner is not null
            ? [.. error.Others.Take(MaxAggregated - 1).Prepend(error.Inner).Select(held => Read(held, depth + 1))]
            : [];
        if (error.Code == ErrorCode.Invocation)
            return ReadInvocation(error, inner);

        Exception exception = OwnErrors.Of(error.Code) is { } own
            ? own.Read(error, inner.FirstOrDefault())
            : new ProtocolException(
                $"The other side reported an error of a kind that this version does not know ({(int)error.Code}): {error.Message}",
                inner.FirstOrDefault());
        return WithStack(exception, error.RemoteStack);
    }

    private Exception ReadInvocation(Error error, Exception[] inner)
    {
        if (error.ExceptionType == AggregateName)
            return WithStack(new AggregateException(ThrownException.MessageWithout(error.Message, inner), inner), error.RemoteStack);

        var remote = new RemoteInvocationException(
            error.ExceptionType,
            error.Message,
            error.RemoteStack.Length > 0 ? error.RemoteStack : null,
            inner.FirstOrDefault());
        if (registry.Find(error.ExceptionType) is not { } known)
            return remote;

        try
        {
            return known.Create(error, remote);
        }
        catch (Exception)
        {
            // The constructor of an application's exception refused the message; what was thrown is still told.
            return remote;
        }
    }

    private static Exception WithStack(Exception exception, string stack) =>
        stack.Length > 0 ? ExceptionDispatchInfo.SetRemoteStackTrace(exception, stack) : exception;

    private readonly record struct Writing(bool IncludeStack, bool FromUser, TextBudget Budget);
}
