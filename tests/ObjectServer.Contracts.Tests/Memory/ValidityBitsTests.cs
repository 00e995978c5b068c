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
}
