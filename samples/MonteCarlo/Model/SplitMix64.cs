namespace MonteCarlo.Model;

/// <summary>
/// Turns one number into many well-mixed ones: seeds for independent random streams. G. L. Steele, D. Lea, C. H. Flood, "Fast
/// splittable pseudorandom number generators", OOPSLA 2014; constants as in S. Vigna's public-domain <c>splitmix64.c</c>.
/// </summary>
/// <param name="seed">Any number; equal seeds give equal sequences.</param>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next number, uniform over all 64-bit values.</summary>
    public ulong Next()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
