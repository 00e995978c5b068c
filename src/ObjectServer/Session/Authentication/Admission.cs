using ObjectServer.Wire;

namespace ObjectServer.Session.Authentication;

/// <summary>A client that may have a session.</summary>
/// <param name="Hello">What it said first.</param>
/// <param name="Principal">Who it is.</param>
/// <param name="Secret">The session's secret, where both sides have computed it; else null.</param>
/// <param name="Proof">The server's own proof, for the client; empty where none was asked for.</param>
internal sealed record Admission(Hello Hello, Principal Principal, byte[]? Secret, byte[] Proof);
