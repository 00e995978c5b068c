using Google.Protobuf;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>Clients of the unary service that prove a key.</summary>
internal static class UnaryWithKey
{
    /// <summary>A client that has opened a session by both steps.</summary>
    public static async Task<UnaryClient> OpenAsync(TestServer server, string key, string keyName = "")
    {
        var client = new UnaryClient(server);
        var request = new OpenRequest { Protocol = 1, ClientName = "test", Nonce = ByteString.CopyFrom(HandshakeProof.NewNonce()), KeyName = keyName };
        OpenReply first = await client.Stub.OpenAsync(request, client.Options);
        var proof = HandshakeProof.OfOpen(request.Nonce.Span, first.Challenge.Span, first.Server.Span, first.Generation, keyName);
        request.Challenge = first.Challenge;
        request.Proof = ByteString.CopyFrom(proof.OfClient(HandshakeProof.KeyOf(key)));
        OpenReply second = await client.Stub.OpenAsync(request, client.Options);
        client.Headers.Add("objectserver-session", second.Token);
        return client;
    }
}
