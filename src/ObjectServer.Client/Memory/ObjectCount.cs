namespace ObjectServer.Client;

/// <summary>How many objects of one type a server has.</summary>
/// <param name="Type">Registered type name; null for objects that came into being as results.</param>
/// <param name="Contract">Full name of their contract.</param>
/// <param name="Count">How many there are.</param>
public sealed record ObjectCount(string? Type, string Contract, long Count);
