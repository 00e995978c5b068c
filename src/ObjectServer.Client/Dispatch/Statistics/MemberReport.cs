namespace ObjectServer.Dispatch.Statistics;

/// <summary>What the calls of one member of one type were like, since the server started. A snapshot; it changes no more.</summary>
/// <param name="Type">The registered type name; of objects without one, their class, generic ones without their type arguments.</param>
/// <param name="Member">The member: its name, with <c>.get</c> or <c>.set</c> for a property, with its parameters where the name alone says too little.</param>
/// <param name="Calls">How many have run to their end, however they ended.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="Cancelled">How many were cancelled, or ran out of time, before they ran or while they did.</param>
/// <param name="Refused">How many did not run because too many waited for their object.</param>
/// <param name="Duration">How long they ran, from the reading of their arguments to the writing of their result, waiting inside included.</param>
/// <param name="Wait">How long they waited for their object and for a thread before; those that did not wait count as nothing.</param>
/// <param name="LastErrors">The last few errors, the newest first.</param>
internal sealed record MemberReport(
    string Type,
    string Member,
    long Calls,
    long Errors,
    long Cancelled,
    long Refused,
    LatencySummary Duration,
    LatencySummary Wait,
    IReadOnlyList<CallFailure> LastErrors);
