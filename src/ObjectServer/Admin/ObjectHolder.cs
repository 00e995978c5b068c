namespace ObjectServer.Admin;

/// <summary>A session that holds an object.</summary>
/// <param name="Session">The session.</param>
/// <param name="References">How many references it holds.</param>
internal sealed record ObjectHolder(SessionLabel Session, long References);
