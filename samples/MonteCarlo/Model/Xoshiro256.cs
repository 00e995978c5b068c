using System.Numerics;
using System.Runtime.CompilerServices;

namespace MonteCarlo.Model;

/// <summary>
/// The random stream of one replica: xoshiro256**, period 2²⁵⁶ − 1. D. Blackman, S. Vigna, "Scrambled linear pseudorandom number
/// generators", ACM Transactions on Mathematical Software 47 (2021) 36. A value type, so that the inner loop keeps it in registers.
/// </summary>
internal struct Xoshiro256
{
    private ulong _a, _b, _c, _d;

    /// <summary>Starts the stream that belongs to a seed; the four words of state come from <see cref="SplitMix64"/>, as its authors advise.</summary>
    public Xoshiro256(ulong seed)
    {
        var mix = new SplitMix64(seed);
        _a = mix.Next();
        _b = mix.Next();
        _c = mix.Next();
        _d = mix.Next();
    }

    /// <summary>Starts from a state; not all words may be 0.</summary>
    public Xoshiro256(ulong a, ulong b, ulong c, ulong d)
    {
        _a = a;
        _b = b;
        _c = c;
        _d = d;
    }

    /// <summary>The next number, uniform over all 64-bit values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>The next number in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));
}
