using Google.Protobuf;
using Microsoft.Extensions.Logging;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>Handshakes with bytes changed, cut and repeated, at a server that asks for a key.</summary>
public sealed class MutatedHandshakeTests
{
    private const int Handshakes = 400;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(SecuredLink.GrpcTcp, 1)]
    [InlineData(SecuredLink.Socket, 2)]
    public async Task Handshake_ThatIsMutated_OpensNothingAndHarmsNobody(SecuredLink link, int seed)
    {
        await using KeyServer server = await KeyServer.StartAsync(link, least: LogLevel.Information);
        var random = new Random(seed);
        await using (var opened = server.Server.Connect())
        {
            for (int i = 0; i < Handshakes; i++) await TryAsync(await FrameSession.OpenAsync(opened, Lane.Control), random).WaitAsync(Guard);
        }

        Assert.DoesNotContain(server.Warnings, line => line.StartsWith("Session ", StringComparison.Ordinal));
        Assert.All(server.Warnings, line => Assert.DoesNotContain(KeyServer.Key, line, StringComparison.Ordinal));
        await using ObjectClient client = await server.Server.ConnectAsync(new ObjectClientOptions { AuthKey = KeyServer.Key });
        Assert.Equal(3, (await client.CreateAsync<ICalculator>().WaitAsync(Guard)).Add(1, 2));
        Assert.Contains(server.Warnings, line => line.StartsWith("Session ", StringComparison.Ordinal));
    }

    private static async Task TryAsync(FrameLane lane, Random random)
    {
        await using (lane)
        {
            try
            {
                byte[] nonce = HandshakeProof.NewNonce();
                if (random.Next(2) == 0)
                {
                    await lane.SendAsync(Mutated(KeyedFrames.Hello(nonce), random));
                    return;
                }

                await lane.SendAsync(KeyedFrames.Hello(nonce));
                Welcome challenge = (await lane.NextAsync())!.Welcome;
                byte[] proof = KeyedFrames.ProofOf(nonce, challenge).OfClient(HandshakeProof.KeyOf(KeyServer.Key));
                proof[random.Next(proof.Length)] ^= (byte)(1 << random.Next(8));
                await lane.SendAsync(random.Next(2) == 0 ? new FrameBatch { Frames = { KeyedFrames.Answer(proof) } }.ToByteArray() : Mutated(KeyedFrames.Answer(proof), random));
            }
            catch (IOException)
            {
                // The server has ended the lane meanwhile.
            }
        }
    }

    private static byte[] Mutated(Frame frame, Random random)
    {
        byte[] bytes = new FrameBatch { Frames = { frame } }.ToByteArray();
        switch (random.Next(3))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                return [.. bytes, .. bytes[random.Next(bytes.Length)..]];
            default:
                for (int changes = random.Next(1, 8); changes > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
        }
    }
}
