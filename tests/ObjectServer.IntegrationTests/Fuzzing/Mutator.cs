using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>Changes bytes: flips, cuts, inserts, repeats, splices, and puts lengths where none belongs. What it does, its numbers decide.</summary>
/// <param name="random">Decides.</param>
/// <param name="others">What is spliced in.</param>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> others)
{
    private const int MostBytes = 48 * 1024;

    private static readonly ulong[] Lengths =
        [0, 1, 127, 128, 16_383, 1 << 20, 4 << 20, int.MaxValue, uint.MaxValue, 1UL << 32, long.MaxValue, 1UL << 63, ulong.MaxValue];

    /// <summary>A changed copy.</summary>
    public byte[] Change(ReadOnlySpan<byte> bytes)
    {
        byte[] changed = bytes.ToArray();
        for (int times = 1 + random.Next(3); times > 0; times--) changed = ChangeOnce(changed);
        return changed.Length <= MostBytes ? changed : changed[..MostBytes];
    }

    private byte[] ChangeOnce(byte[] bytes)
    {
        if (bytes.Length == 0) return Drawn();
        int at = random.Next(bytes.Length);
        int end = at + random.Next(Math.Min(bytes.Length - at, 64) + 1);
        switch (random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                return bytes[..at];
            case 3:
                return [.. bytes[..at], .. bytes[end..]];
            case 4:
                return [.. bytes[..at], .. Drawn(), .. bytes[at..]];
            case 5:
                return [.. bytes[..end], .. bytes[at..]];
            case 6:
                byte[] other = others[random.Next(others.Count)];
                return [.. bytes[..at], .. other[random.Next(other.Length + 1)..]];
            default:
                return [.. bytes[..at], .. Length(), .. bytes[Math.Min(at + 1, bytes.Length)..]];
        }
    }

    private byte[] Drawn()
    {
        byte[] drawn = new byte[1 + random.Next(16)];
        random.NextBytes(drawn);
        return drawn;
    }

    private byte[] Length()
    {
        byte[] length = new byte[Varint.MaxBytes];
        return length[..Varint.Write(length, Lengths[random.Next(Lengths.Length)])];
    }
}
