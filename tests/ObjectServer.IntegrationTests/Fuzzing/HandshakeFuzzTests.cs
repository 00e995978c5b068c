using Google.Protobuf;
using Grpc.Net.Client;
using ObjectServer.IntegrationTests.Leaks;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>
/// Before anything is proven: hellos, attaches and resumptions with bytes changed, and frames of other sessions in their place. Each is
/// refused for a reason of the handshake or ends with its lane, opens nothing, and leaves one line.
/// </summary>
[Collection(nameof(AloneOnTheMachine))]
public sealed class HandshakeFuzzTests
{
    [Theory]
    [InlineData(Listener.GrpcTcp, 6)]
    [InlineData(Listener.Tls, 4)]
    [InlineData(Listener.GrpcUnix, 5)]
    [InlineData(Listener.Socket, 10)]
    public async Task Handshake_OfAnyBytes_OpensNothingAndHarmsNobody(Listener listener, int percent)
    {
        await using FuzzServer server = await FuzzServer.StartAsync(listener);
        long lines = server.Lines;
        IReadOnlyList<byte[]> corpus = [.. server.Recording.All, .. Handshakes()];
        long inputs = FuzzBudget.Percent(percent);

        await FuzzRun.RunAsync(server, inputs, turnsPerConnection: 300, (random, channel) => TryAsync(server, new Mutator(random, corpus), corpus, random, channel));

        // Those that end before a frame is whole are worth none.
        Assert.True(server.Lines - lines > inputs / 4, $"{server.Lines - lines} lines for {inputs} inputs.");
    }

    private static async Task<int> TryAsync(FuzzServer server, Mutator mutator, IReadOnlyList<byte[]> corpus, Random random, GrpcChannel channel)
    {
        using FuzzLane lane = server.Open((Lane)random.Next(1, 4), channel);
        byte[] nonce = HandshakeProof.NewNonce();
        if (random.Next(3) > 0)
        {
            byte[] first = random.Next(8) == 0 ? corpus[random.Next(corpus.Count)] : mutator.Change(corpus[random.Next(corpus.Count)]);
            await lane.SendAsync(first);
        }
        else
        {
            // As it should be, up to the proof.
            bool attaches = random.Next(2) == 0;
            await lane.SendAsync(attaches ? Attach(nonce, random) : random.Next(2) == 0 ? KeyedFrames.Hello(nonce) : ResumeFrames.First(ByteString.CopyFrom(new byte[16]), nonce));
            Frame? challenge = await lane.NextAsync();
            Assert.True(challenge is { Welcome.Challenge.Length: HandshakeProof.NonceBytes } or { Attached.Challenge.Length: HandshakeProof.NonceBytes });
            byte[] proof = new byte[HandshakeProof.NonceBytes];
            random.NextBytes(proof);
            Frame second = attaches
                ? new Frame { Attach = new Attach { Authentication = ByteString.CopyFrom(proof), Received = (ulong)random.NextInt64() } }
                : ResumeFrames.Answer(proof, (ulong)random.NextInt64());
            byte[] bytes = new FrameBatch { Frames = { second } }.ToByteArray();
            await lane.SendAsync(random.Next(3) == 0 ? bytes : mutator.Change(bytes));
        }

        await lane.FinishAsync();
        await lane.RestAsync(frame =>
        {
            Assert.True(frame is { Goodbye: not null } or { Welcome.Session.IsEmpty: true } or { Attached.Authentication.IsEmpty: true }, "A lane was opened without a proof.");
            Documented.AssertRefusal(frame);
        });
        return 1;
    }

    private static Frame Attach(byte[] nonce, Random random) => new()
    {
        Attach = new Attach { Session = ByteString.CopyFrom(new byte[16]), Link = (uint)random.Next(3), Lane = (Lane)random.Next(4), Nonce = ByteString.CopyFrom(nonce) },
    };

    // What a client with a key says first is recorded; what one says that comes back, is not.
    private static IEnumerable<byte[]> Handshakes()
    {
        byte[] nonce = HandshakeProof.NewNonce();
        Frame[] frames =
        [
            ResumeFrames.First(ByteString.CopyFrom(new byte[16]), nonce),
            ResumeFrames.Answer(nonce, 1 << 20),
            new Frame { Hello = new Hello { Protocol = 1, ClientName = SessionRecording.Payload } },
            new Frame { Hello = new Hello { Protocol = 1, Nonce = ByteString.CopyFrom(nonce), KeyName = SessionRecording.Payload } },
            new Frame { Hello = new Hello { Protocol = uint.MaxValue } },
        ];
        return frames.Select(frame => new FrameBatch { Frames = { frame } }.ToByteArray());
    }
}
