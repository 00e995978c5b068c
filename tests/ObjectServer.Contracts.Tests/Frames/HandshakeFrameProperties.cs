using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Frames;

/// <summary>Frames of handshakes, of resumptions and of what has been received, drawn at random. A failure prints the seed that repeats it.</summary>
public sealed class HandshakeFrameProperties
{
    private static readonly Config Checked = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly Gen<ByteString> Bytes = ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => ByteString.CopyFrom(bytes));

    // Around the powers of two as often as anywhere, and what no side can have received.
    private static readonly Gen<ulong> Positions = Gen.OneOf(
        ArbMap.Default.GeneratorFor<ulong>(),
        Gen.Choose(0, 63).Select(bits => 1UL << bits),
        Gen.Choose(0, 63).Select(bits => (1UL << bits) - 1),
        Gen.Constant(ulong.MaxValue));

    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => string.Concat(text.Get.Where(c => !char.IsSurrogate(c))));

    private static readonly Gen<Frame> Frames = Gen.OneOf(
        from id in Bytes
        from nonce in Bytes
        from proof in Bytes
        from received in Positions
        from name in Texts
        select new Frame { Hello = new Hello { Protocol = 1, ResumeSession = id, Nonce = nonce, Authentication = proof, Received = received, KeyName = name } },
        from id in Bytes
        from challenge in Bytes
        from proof in Bytes
        from received in Positions
        from link in Positions
        select new Frame { Welcome = new Welcome { Session = id, Challenge = challenge, Authentication = proof, Received = received, Link = (uint)link } },
        from id in Bytes
        from nonce in Bytes
        from proof in Bytes
        from received in Positions
        from link in Positions
        select new Frame { Attach = new Attach { Session = id, Nonce = nonce, Authentication = proof, Received = received, Link = (uint)link, Lane = (Lane)(link % 5) } },
        from challenge in Bytes
        from proof in Bytes
        from received in Positions
        select new Frame { Attached = new Attached { Challenge = challenge, Authentication = proof, Received = received, Lane = Lane.Bulk } },
        from received in Positions select new Frame { Acknowledge = new Acknowledge { Received = received } },
        from number in Positions select new Frame { Ping = new Ping { Number = number } });

    [Fact]
    public void Frames_OfAHandshake_ArriveEqual() => Check.One(Checked, Prop.ForAll(Frames.ListOf().ToArbitrary(), frames =>
    {
        FrameBuffer buffer = FrameBuffer.Rent(16);
        foreach (Frame frame in frames) FrameBatches.Append(buffer, (FrameKind)frame.KindCase, Message(frame));
        var read = new List<Frame>();
        var cursor = new FrameCursor(buffer.Span);
        while (cursor.MoveNext()) read.Add(Read(cursor));
        bool same = buffer.Span.SequenceEqual(new FrameBatch { Frames = { frames } }.ToByteArray());
        buffer.Release();
        return same && read.SequenceEqual(frames);
    }));

    [Fact]
    public void Frames_ChangedAnywhere_AreReadWithinTheirBoundsOrRefused() =>
        Check.One(Checked.WithMaxTest(5000), Prop.ForAll(Frames.NonEmptyListOf().ToArbitrary(), ArbMap.Default.ArbFor<byte[]>(), (frames, changes) =>
        {
            byte[] bytes = new FrameBatch { Frames = { frames } }.ToByteArray();
            for (int i = 0; i + 1 < changes.Length; i += 2) bytes[((changes[i] << 8) | (i * 31)) % bytes.Length] = changes[i + 1];
            try
            {
                var cursor = new FrameCursor(bytes);
                while (cursor.MoveNext())
                {
                    if (cursor.Offset + cursor.Length > cursor.Position || cursor.Position > bytes.Length) return false;
                    if (cursor.Kind is FrameKind.Hello or FrameKind.Welcome or FrameKind.Attach or FrameKind.Attached or FrameKind.Acknowledge or FrameKind.Ping) _ = Read(cursor);
                }

                return true;
            }
            catch (Exception e) when (e is ProtocolException or InvalidProtocolBufferException)
            {
                return true;
            }
        }));

    [Fact]
    public void Proofs_OfDifferentHandshakes_AreDifferent() => Check.One(Checked, Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<byte>>(), Gen.Choose(0, 4).ToArbitrary(), Positions.ToArbitrary(), (seed, part, number) =>
        {
            byte[] id = new byte[16];
            byte[] nonce = new byte[HandshakeProof.NonceBytes];
            byte[] challenge = new byte[HandshakeProof.NonceBytes];
            foreach (byte[] one in new[] { id, nonce, challenge }) seed.Get.AsSpan(0, Math.Min(seed.Get.Length, one.Length)).CopyTo(one);
            byte[] key = HandshakeProof.KeyOf("key");
            byte[] resumes = HandshakeProof.OfResumption(nonce, challenge, id).OfClient(key);
            byte[] attaches = HandshakeProof.OfLane(nonce, challenge, id, Lane.Calls, (uint)number).OfClient(key);
            uint link = (uint)number;
            switch (part)
            {
                case 0: nonce[number % 32] ^= 1; break;
                case 1: challenge[number % 32] ^= 1; break;
                case 2: id[number % 16] ^= 1; break;
                case 3: key = HandshakeProof.KeyOf("another key"); break;
                default: link++; break;
            }

            return !HandshakeProof.OfLane(nonce, challenge, id, Lane.Calls, link).IsOfClient(key, attaches)
                && (part == 4 || !HandshakeProof.OfResumption(nonce, challenge, id).IsOfClient(key, resumes))
                && !HandshakeProof.OfResumption(nonce, challenge, id).IsOfClient(key, attaches);
        }));

    private static IMessage Message(Frame frame) => frame.KindCase switch
    {
        Frame.KindOneofCase.Hello => frame.Hello,
        Frame.KindOneofCase.Welcome => frame.Welcome,
        Frame.KindOneofCase.Attach => frame.Attach,
        Frame.KindOneofCase.Attached => frame.Attached,
        Frame.KindOneofCase.Acknowledge => frame.Acknowledge,
        _ => frame.Ping,
    };

    private static Frame Read(in FrameCursor cursor) => cursor.Kind switch
    {
        FrameKind.Hello => new Frame { Hello = Hello.Parser.ParseFrom(cursor.Body) },
        FrameKind.Welcome => new Frame { Welcome = Welcome.Parser.ParseFrom(cursor.Body) },
        FrameKind.Attach => new Frame { Attach = Attach.Parser.ParseFrom(cursor.Body) },
        FrameKind.Attached => new Frame { Attached = Attached.Parser.ParseFrom(cursor.Body) },
        FrameKind.Acknowledge => new Frame { Acknowledge = Acknowledge.Parser.ParseFrom(cursor.Body) },
        _ => new Frame { Ping = Ping.Parser.ParseFrom(cursor.Body) },
    };
}
