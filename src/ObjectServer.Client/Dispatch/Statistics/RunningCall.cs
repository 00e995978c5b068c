namespace ObjectServer.Dispatch.Statistics;

/// <summary>A call that runs, as it was when it was looked at.</summary>
/// <param name="Member">What was called.</param>
/// <param name="Object">The id of its object.</param>
/// <param name="Since">When it began, by the clock of its statistics.</param>
internal readonly record struct RunningCall(MemberStatistics Member, ulong Object, long Since);
