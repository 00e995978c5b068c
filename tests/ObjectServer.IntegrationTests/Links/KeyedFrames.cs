using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>The steps of a handshake with a key, one by one, as session.proto has them.</summary>
internal static class KeyedFrames
{
    /// <summary>Both hellos; the last welcome, and the session's secret.</summary>
    public static async Task<(Welcome Welcome, byte[] Secret)> GreetAsync(FrameLane control, string key)
    {
        byte[] nonce = HandshakeProof.NewNonce();
        await control.SendAsync(Hello(nonce));
        Welcome first = (await control.NextAsync())!.Welcome;
        HandshakeProof proof = ProofOf(nonce, first);
        await control.SendAsync(Answer(proof.OfClient(HandshakeProof.KeyOf(key))));
        Welcome welcome = (await control.NextAsync())!.Welcome;
        Assert.True(proof.IsOfServer(HandshakeProof.KeyOf(key), welcome.Authentication.Span));
        return (welcome, proof.Secret(HandshakeProof.KeyOf(key)));
    }

    public static Frame Hello(byte[] nonce, string keyName = "") =>
        new() { Hello = new Hello { Protocol = 1, ClientName = "frames", Nonce = ByteString.CopyFrom(nonce), KeyName = keyName } };

    public static Frame Answer(byte[] proof) => new() { Hello = new Hello { Protocol = 1, Authentication = ByteString.CopyFrom(proof) } };

    public static HandshakeProof ProofOf(byte[] nonce, Welcome challenge, string keyName = "") =>
        HandshakeProof.OfSession(nonce, challenge.Challenge.Span, challenge.Server.Span, challenge.Generation, keyName);

    /// <summary>Both attaches; the answer to the second one is not read.</summary>
    public static async Task AttachAsync(FrameLane lane, Welcome welcome, byte[] secret, Lane kind, uint link = 1, ulong received = 0)
    {
        byte[] nonce = HandshakeProof.NewNonce();
        await lane.SendAsync(AttachFrames.First(welcome, kind, nonce, link));
        Attached first = (await lane.NextAsync())!.Attached;
        await lane.SendAsync(AttachFrames.Answer(welcome, kind, nonce, first, secret, link, received));
    }
}
