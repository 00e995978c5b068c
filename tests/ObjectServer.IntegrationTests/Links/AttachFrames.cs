using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>The steps by which a lane is attached to a session, one by one, as session.proto has them.</summary>
internal static class AttachFrames
{
    public static Frame First(Welcome welcome, Lane lane, byte[] nonce, uint link = 1) =>
        new() { Attach = new Attach { Session = welcome.Session, Link = link, Lane = lane, Nonce = ByteString.CopyFrom(nonce) } };

    /// <param name="welcome">The session's.</param>
    /// <param name="lane">Which lane.</param>
    /// <param name="nonce">What the first frame had.</param>
    /// <param name="challenge">The server's answer to it.</param>
    /// <param name="secret">The session's secret; null where the server has told it.</param>
    /// <param name="link">The link that the lane belongs to.</param>
    /// <param name="received">How much of the lane has arrived.</param>
    public static Frame Answer(Welcome welcome, Lane lane, byte[] nonce, Attached challenge, byte[]? secret = null, uint link = 1, ulong received = 0)
    {
        var proof = HandshakeProof.OfLane(nonce, challenge.Challenge.Span, welcome.Session.Span, lane, link);
        byte[] own = proof.OfClient(secret ?? welcome.Token.ToByteArray());
        return new Frame { Attach = new Attach { Authentication = ByteString.CopyFrom(own), Received = received } };
    }
}
