using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>The steps by which a client comes back to its session, one by one, as session.proto has them.</summary>
internal static class ResumeFrames
{
    public static Frame First(ByteString session, byte[] nonce) =>
        new() { Hello = new Hello { Protocol = 1, ResumeSession = session, Nonce = ByteString.CopyFrom(nonce) } };

    public static Frame Answer(byte[] proof, ulong received) =>
        new() { Hello = new Hello { Protocol = 1, Authentication = ByteString.CopyFrom(proof), Received = received } };

    /// <summary>Both hellos; the answer to the second one, null at the end of the lane.</summary>
    /// <param name="control">A control lane on which nothing has been said yet.</param>
    /// <param name="session">The session's id.</param>
    /// <param name="secret">What is proven.</param>
    /// <param name="received">How much of the control lane has arrived.</param>
    public static async Task<Frame?> GreetAsync(FrameLane control, ByteString session, byte[] secret, ulong received)
    {
        byte[] nonce = HandshakeProof.NewNonce();
        await control.SendAsync(First(session, nonce));
        Welcome challenge = (await control.NextAsync())!.Welcome;
        var proof = HandshakeProof.OfResumption(nonce, challenge.Challenge.Span, session.Span);
        await control.SendAsync(Answer(proof.OfClient(secret), received));
        return await control.NextAsync();
    }
}
