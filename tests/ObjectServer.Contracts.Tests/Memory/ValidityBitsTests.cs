using FsCheck;
using FsCheck.Fluent;
using ObjectServer.Memory.Tables;

namespace ObjectServer.Tests.Memory;

public sealed class ValidityBitsTests
{
    private static readonly Config Checked = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Put_AnyBitsAnywhere_ChangesThemAndNoOthers() =>
        Check.One(Checked, Prop.ForAll(ArbMap.Default.ArbFor<bool[]>(), Gen.Choose(0, 200).ToArbitrary(), ArbMap.Default.ArbFor<bool>(), (given, at, before) =>
        {
            ulong[] words = new ulong[((at + given.Length) / 64) + 2];
            Array.Fill(words, before ? ulong.MaxValue : 0);
            byte[] bits = new byte[ValidityBits.BytesFor(given.Length)];
            ValidityBits.Pack(given, bits);

            // What is left of the last byte is nobody's.
            if (given.Length % 8 != 0) bits[^1] |= (byte)(0xFF << (given.Length % 8));
            ValidityBits.Put(bits, given.Length, words, at);

            bool[] seen = new bool[words.Length * 64];
            ValidityBits.Unpack(words, 0, seen);
            bool[] part = new bool[given.Length];
            ValidityBits.Unpack(words, at, part);
            return part.SequenceEqual(given)
                && seen.Take(at).All(bit => bit == before)
                && seen.Skip(at).Take(given.Length).SequenceEqual(given)
                && seen.Skip(at + given.Length).All(bit => bit == before);
        }));

    [Fact]
    public async Task Put_ByManyIntoOneWord_LosesNothing()
    {
        const int Threads = 4;
        const int Turns = 200_000;
        ulong[] words = new ulong[1];
        using var start = new Barrier(Threads);

        Task<bool>[] writing = [.. Enumerable.Range(0, Threads).Select(one => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (int turn = 0; turn < Turns; turn++)
                {
                    ValidityBits.Put([(byte)(turn % 2)], 1, words, one * 9);
                    if ((Volatile.Read(ref words[0]) >> (one * 9) & 1) != (ulong)(turn % 2)) return false;
                }

                return true;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];

        Assert.All(await Task.WhenAll(writing).WaitAsync(TimeSpan.FromSeconds(60)), Assert.True);
    }
}
