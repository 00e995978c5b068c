namespace Grpc.Core;

/// <summary>Decides on a server, in addition to the check of its certificate.</summary>
/// <param name="context">The server.</param>
/// <returns>Whether to go on with it.</returns>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);
