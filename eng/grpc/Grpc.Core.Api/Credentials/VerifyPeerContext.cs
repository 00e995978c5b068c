namespace Grpc.Core;

/// <summary>A server whose certificate is being checked.</summary>
public class VerifyPeerContext
{
    internal VerifyPeerContext(string targetName, string peerPem)
    {
        TargetName = targetName;
        PeerPem = peerPem;
    }

    /// <summary>What the channel leads to.</summary>
    public string TargetName { get; }

    /// <summary>The certificate of the server, in PEM.</summary>
    public string PeerPem { get; }
}
