using Google.Protobuf;
using ObjectServer.Client;
using ObjectServer.Client.Link;
using ObjectServer.Client.Session;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>
/// What a client says on each lane in a session in which it does everything that a client can: calls of all shapes, large values, references,
/// sequences, progress, events, callbacks, cancelling, batches. Handshakes stand apart.
/// </summary>
internal sealed class SessionRecording
{
    /// <summary>Stands in what the client sends, and is to stand in no log.</summary>
    public const string Payload = "payload-5d9e0c";

    private readonly Lock _gate = new();
    private readonly Dictionary<Lane, List<byte[]>> _frames = [];
    private readonly List<byte[]> _handshakes = [];

    /// <summary>Messages of handshakes.</summary>
    public IReadOnlyList<byte[]> Handshakes => _handshakes;

    /// <summary>Who the client was: what it sent refers to its own objects by this.</summary>
    public ByteString ClientId => _handshakes.Select(message => FrameBatch.Parser.ParseFrom(message).Frames[0].Hello).First(hello => hello is not null).ClientId;

    /// <summary>The frames of a lane, each as a message of its own.</summary>
    public IReadOnlyList<byte[]> Frames(Lane lane) => _frames[lane];

    /// <summary>Everything, to be mixed.</summary>
    public IReadOnlyList<byte[]> All => [.. _handshakes, .. _frames.Values.SelectMany(frames => frames)];

    /// <summary>Records a session with a server, which keeps the object that was used.</summary>
    public static async Task<SessionRecording> OfAsync(string address, ObjectClientOptions options)
    {
        var recording = new SessionRecording();
        ILink Link() => new RecordedLink(new GrpcLink(LinkAddress.Parse(address), options), recording);
        ClientSession session = await ClientSession.ConnectAsync(Link, options, address, CancellationToken.None);
        await PlayAsync(session);
        await session.DisposeAsync();
        foreach (Lane lane in new[] { Lane.Control, Lane.Calls, Lane.Bulk }) Assert.NotEmpty(recording.Frames(lane));
        Assert.True(recording._handshakes.Count >= 6, "Three lanes have two messages each before they are known.");
        return recording;
    }

    /// <summary>A message has been sent.</summary>
    public void Add(Lane lane, ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            if (lane == Lane.Unspecified)
            {
                _handshakes.Add(message.ToArray());
                return;
            }

            if (!_frames.TryGetValue(lane, out List<byte[]>? frames)) _frames[lane] = frames = [];
            foreach (Frame frame in FrameBatch.Parser.ParseFrom(message).Frames)
            {
                // Many of the large ones are one like the other.
                if (frame.Goodbye is not null) continue;
                byte[] bytes = new FrameBatch { Frames = { frame } }.ToByteArray();
                if (bytes.Length < 4096 || frames.All(one => one.Length < 4096)) frames.Add(bytes);
            }
        }
    }

    private static async Task PlayAsync(ClientSession session)
    {
        IFuzzed fuzzed = await new ObjectRequests(session).CreateAsync<IFuzzed>([], new CreateOptions { Name = "fuzzed" }, getOrCreate: false, CancellationToken.None);
        Assert.Equal(3, await Task.Run(() => fuzzed.Add(1, 2)));
        Assert.Equal(Payload, await fuzzed.EchoAsync(Payload));
        await Task.Run(() => PlayCalls(fuzzed));
        Assert.Equal(3, await fuzzed.ReportAsync(3, new Progress<int>()));
        await foreach (int number in fuzzed.CountAsync(5)) Assert.InRange(number, 0, 4);
        Assert.Equal(42, await fuzzed.AskAsync(question => Task.FromResult(question * 2)));
        using var cancel = new CancellationTokenSource();
        Task waiting = fuzzed.WaitAsync(cancel.Token);
        await fuzzed.EchoAsync(Payload);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await new ObjectRequests(session).ListAsync("none", CancellationToken.None);
    }

    private static void PlayCalls(IFuzzed fuzzed)
    {
        fuzzed.Name = Payload;
        Assert.Equal(Payload, fuzzed.Name);
        Assert.Equal([2, 4], fuzzed.Double([1, 2]));
        Assert.Equal(2, fuzzed.Lengths([Payload, "b"]).Count);
        Assert.Equal(7, fuzzed.Same(7));
        Assert.Equal(Payload, fuzzed.Same(Payload));
        Assert.True(fuzzed.TryHalve(8, out int half) && half == 4);
        Assert.Equal(1_200_000, fuzzed.Invert(new byte[1_200_000]).Length);
        IFuzzed child = fuzzed.Child();
        Assert.Same(child, child.Same(child));
        Action<int> rung = static _ => { };
        fuzzed.Rung += rung;
        fuzzed.Ring(3);
        fuzzed.Rung -= rung;
    }
}
