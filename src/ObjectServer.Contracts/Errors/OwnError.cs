using ObjectServer.Wire;

namespace ObjectServer.Errors;

/// <summary>One of this library's errors and the code it travels under, in both directions.</summary>
/// <param name="Code">The code on the wire; no two entries share one.</param>
/// <param name="Type">The exception's type, exactly.</param>
/// <param name="Write">Adds what belongs to the code; message, stack and inner error are written for all alike.</param>
/// <param name="Read">Makes the exception anew from what arrived and the exception inside it.</param>
internal sealed record OwnError(
    ErrorCode Code,
    Type Type,
    Action<Exception, ErrorDetails> Write,
    Func<Error, Exception?, Exception> Read);
