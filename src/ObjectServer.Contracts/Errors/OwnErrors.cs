using System.Collections.Frozen;
using System.Globalization;
using ObjectServer.Wire;

namespace ObjectServer.Errors;

/// <summary>Every error of this library that has a code of its own, each with both of its directions side by side.</summary>
internal static class OwnErrors
{
    private static readonly OwnError[] All =
    [
        Entry<ObjectNotFoundException>(
            ErrorCode.ObjectNotFound,
            (e, details) =>
            {
                details.Add("object", e.Name);
                details.AddCandidates(e.Candidates);
            },
            (error, inner) => new(error.Message, Detail(error, "object"), [.. error.Candidates], inner)),
        Entry<ObjectGoneException>(
            ErrorCode.ObjectGone,
            (e, details) => details.Add("object", e.Reference?.ToString()),
            (error, inner) => new(
                error.Message,
                ObjectReference.TryParse(Detail(error, "object"), null, out ObjectReference reference) ? reference : null,
                inner)),
        Entry<TypeNotRegisteredException>(
            ErrorCode.TypeNotRegistered,
            (e, details) =>
            {
                details.Add("type", e.TypeName);
                details.AddCandidates(e.Candidates);
            },
            (error, inner) => new(error.Message, Detail(error, "type"), [.. error.Candidates], inner)),
        Entry<MemberNotFoundException>(
            ErrorCode.MemberNotFound,
            (e, details) =>
            {
                details.Add("contract", e.ContractName);
                details.Add("member", e.MemberName);
                details.AddCandidates(e.Candidates);
            },
            (error, inner) => new(error.Message, Detail(error, "contract"), Detail(error, "member"), [.. error.Candidates], inner)),
        Entry<ContractMismatchException>(
            ErrorCode.ContractMismatch,
            (e, details) =>
            {
                details.Add("contract", e.ContractName);
                details.AddCandidates(e.Differences);
            },
            (error, inner) => new(error.Message, Detail(error, "contract"), [.. error.Candidates], inner)),
        Entry<ArgumentEncodingException>(
            ErrorCode.ArgumentEncoding,
            (e, details) => details.Add("parameter", e.ParameterName),
            (error, inner) => new(error.Message, error.Details.GetValueOrDefault("parameter"), inner)),
        Entry<LimitExceededException>(
            ErrorCode.LimitExceeded,
            (e, details) =>
            {
                details.Add("limit", e.LimitName);
                details.Add("limit_value", e.Limit);
                details.Add("requested", e.Requested);
            },
            (error, inner) => new(error.Message, Detail(error, "limit"), Number(error, "limit_value"), Number(error, "requested"), inner)),
        Entry<NameTakenException>(
            ErrorCode.AlreadyExists,
            (e, details) => details.Add("object", e.Name),
            (error, inner) => new(error.Message, Detail(error, "object"), inner)),
        Entry<AuthenticationFailedException>(ErrorCode.AuthenticationFailed, static (_, _) => { }, (error, inner) => new(error.Message, inner)),
        Entry<AccessDeniedException>(ErrorCode.AccessDenied, static (_, _) => { }, (error, inner) => new(error.Message, inner)),
        Entry<LockLostException>(ErrorCode.LockLost, static (_, _) => { }, (error, inner) => new(error.Message, inner)),
        Entry<BrokenBarrierException>(ErrorCode.BrokenBarrier, static (_, _) => { }, (error, inner) => new(error.Message, inner)),
        Entry<SessionEndedException>(ErrorCode.SessionEnded, static (_, _) => { }, (error, inner) => new(error.Message, inner)),
        Entry<ServerUnavailableException>(ErrorCode.Unavailable, static (_, _) => { }, (error, inner) => new(error.Message, inner)),
        Entry<OutcomeUnknownException>(ErrorCode.OutcomeUnknown, static (_, _) => { }, (error, inner) => new(error.Message, inner)),
        Entry<ProtocolException>(ErrorCode.InvalidRequest, static (_, _) => { }, (error, inner) => new(error.Message, inner)),
        Entry<OperationCanceledException>(
            ErrorCode.Cancelled,
            static (e, details) => details.Add("outcome", CallOutcomes.Write(e)),
            (error, inner) => new OperationCanceledException(error.Message, inner).Mark(Outcome(error))),
        Entry<TimeoutException>(
            ErrorCode.Deadline,
            static (e, details) => details.Add("outcome", CallOutcomes.Write(e)),
            (error, inner) => new TimeoutException(error.Message, inner).Mark(Outcome(error))),
    ];

    private static readonly FrozenDictionary<ErrorCode, OwnError> ByCode = All.ToFrozenDictionary(entry => entry.Code);
    private static readonly FrozenDictionary<Type, OwnError> ByType = All.ToFrozenDictionary(entry => entry.Type);

    /// <summary>The entry for what a side itself raised; null if it has no code.</summary>
    public static OwnError? Of(Exception exception) => exception is OperationCanceledException
        ? ByCode[ErrorCode.Cancelled]
        : ByType.GetValueOrDefault(exception.GetType());

    /// <summary>The entry for a code that arrived; null for INVOCATION, and for a code that this version does not know.</summary>
    public static OwnError? Of(ErrorCode code) => ByCode.GetValueOrDefault(code);

    private static OwnError Entry<T>(ErrorCode code, Action<T, ErrorDetails> write, Func<Error, Exception?, T> read)
        where T : Exception =>
        new(code, typeof(T), (exception, details) => write((T)exception, details), read);

    private static CallOutcome Outcome(Error error) => CallOutcomes.Read(error.Details.GetValueOrDefault("outcome"));

    private static string Detail(Error error, string name) => error.Details.GetValueOrDefault(name) ?? "";

    private static long Number(Error error, string name) =>
        long.TryParse(error.Details.GetValueOrDefault(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : 0;
}
