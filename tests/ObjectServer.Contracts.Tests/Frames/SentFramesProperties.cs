using FsCheck;
using FsCheck.Fluent;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Frames;

/// <summary>
/// What is kept of a lane, whatever a peer says that it has received: beside an array of all that was ever sent. A failure prints the seed that
/// repeats it.
/// </summary>
public sealed class SentFramesProperties
{
    private static readonly Config Checked = Config.QuickThrowOnFailure.WithMaxTest(1000);

    // Short messages share a block of 16 KiB, those beyond 4 KiB stand alone.
    private static readonly Gen<int> Lengths = Gen.OneOf(Gen.Choose(1, 60), Gen.Choose(1000, 4097), Gen.Choose(4090, 9000));

    private static readonly Gen<(int Kind, int Length, ulong Where)> Steps =
        from kind in Gen.Choose(0, 5)
        from length in Lengths
        from place in Gen.OneOf(Gen.Choose(0, 1200).Select(thousandth => (ulong)thousandth), Gen.Constant(ulong.MaxValue))
        select (kind, length, place);

    [Fact]
    public void Position_OfAnyKind_GivesWhatIsMissingOrIsRefused() => Check.One(Checked, Prop.ForAll(Steps.ListOf().ToArbitrary(), steps =>
    {
        var sent = new SentFrames();
        var all = new List<byte>();
        ulong acknowledged = 0;
        bool holds = true;
        foreach ((int kind, int length, ulong place) in steps)
        {
            // From the beginning, which may be acknowledged long since, to beyond what was sent.
            ulong position = place == ulong.MaxValue ? place : (ulong)all.Count * place / 1000;
            switch (kind)
            {
                case 0:
                    holds &= Refuses(() => sent.Acknowledge(position), position > (ulong)all.Count);
                    if (position <= (ulong)all.Count) acknowledged = Math.Max(acknowledged, position);
                    break;
                case 1:
                    bool isRefused = position > (ulong)all.Count || position < acknowledged;
                    holds &= Refuses(() => holds &= Bytes(sent.From(position)).SequenceEqual(all.Skip((int)position)), isRefused);
                    if (!isRefused) acknowledged = position;
                    break;
                default:
                    Add(sent, all, length);
                    break;
            }

            holds &= sent.End == (ulong)all.Count && sent.Kept == (long)(sent.End - acknowledged);
        }

        sent.Clear();
        return holds && sent.Kept == 0;
    }));

    [Fact]
    public void Lane_OverLinksThatBreakAnywhere_BringsEachByteOnce() =>
        Check.One(Checked, Prop.ForAll(Steps.ListOf().ToArbitrary(), steps =>
        {
            var sent = new SentFrames();
            var received = new ReceivedFrames();
            var all = new List<byte>();
            var arrived = new List<byte>();
            foreach ((int kind, int length, ulong place) in steps)
            {
                if (kind > 1)
                {
                    // What is sent now is lost on its way; what is sent later on the same link could not arrive before it.
                    Add(sent, all, length);
                    continue;
                }

                // A new link brings what is missing, in whole messages, until it breaks.
                foreach (byte[] message in sent.From(received.Position).Select(Taken).Take((int)(place % 7)))
                {
                    arrived.AddRange(message);
                    if (received.Add(message.Length) || kind == 0) sent.Acknowledge(received.Acknowledge());
                }
            }

            return arrived.SequenceEqual(all.Take(arrived.Count)) && received.Position == (ulong)arrived.Count;
        }));

    private static void Add(SentFrames sent, List<byte> all, int length)
    {
        FrameBuffer message = FrameBuffer.Rent(length);
        Span<byte> bytes = message.Append(length);
        for (int i = 0; i < length; i++) bytes[i] = (byte)((all.Count + i) * 31 >> 3);
        all.AddRange(bytes);
        sent.Add(message);
        message.Release();
    }

    private static bool Refuses(Action act, bool expected)
    {
        try
        {
            act();
            return !expected;
        }
        catch (ProtocolException)
        {
            return expected;
        }
    }

    private static byte[] Bytes(IEnumerable<FrameBuffer> messages) => [.. messages.SelectMany(Taken)];

    private static byte[] Taken(FrameBuffer message)
    {
        byte[] bytes = message.Span.ToArray();
        message.Release();
        return bytes;
    }
}
