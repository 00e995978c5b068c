using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MonteCarlo.Model;

/// <summary>
/// The spins of a square lattice with periodic boundaries, E = −Σ s_i s_j over its 2N bonds, and the loop that moves them. Starts
/// with all spins up, the state of lowest energy. Energy and magnetization are kept as the spins flip and never summed again.
/// </summary>
internal sealed class Lattice
{
    private readonly sbyte[] _spins;
    private readonly int[] _neighbours;
    private readonly ulong[] _thresholds = new ulong[AcceptanceTable.Length];

    public Lattice(int size)
    {
        int sites = size * size;
        _spins = new sbyte[sites];
        _neighbours = new int[4 * sites];
        Array.Fill(_spins, (sbyte)1);
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                Span<int> near = _neighbours.AsSpan(4 * (y * size + x), 4);
                near[0] = y * size + (x + 1) % size;
                near[1] = y * size + (x + size - 1) % size;
                near[2] = (y + 1) % size * size + x;
                near[3] = (y + size - 1) % size * size + x;
            }
        }

        Energy = -2L * sites;
        Magnetization = sites;
    }

    /// <summary>Energy of the configuration, kept move by move.</summary>
    public long Energy { get; private set; }

    /// <summary>Sum of all spins, kept move by move.</summary>
    public long Magnetization { get; private set; }

    /// <summary>Number of sites N.</summary>
    public int Sites => _spins.Length;

    /// <summary>Bytes of all that the lattice keeps.</summary>
    public long Bytes => _spins.Length + sizeof(int) * (long)_neighbours.Length + sizeof(ulong) * AcceptanceTable.Length + 2 * sizeof(long);

    /// <summary>Makes the following sweeps run at a temperature.</summary>
    public void SetTemperature(double temperature) => AcceptanceTable.Fill(_thresholds, temperature);

    /// <summary>
    /// Runs sweeps and adds up what is measured after each. One random number per trial move: the upper half of its product with N
    /// is the site, the lower half, uniform again, decides on acceptance (D. Lemire, ACM Trans. Model. Comput. Simul. 29 (2019) 3).
    /// The spin is written whether it flips or not: a branch here would be mispredicted at every third move or so.
    /// </summary>
    public void Run(int sweeps, ref Xoshiro256 random, ref LatticeSums sums)
    {
        Xoshiro256 stream = random;
        LatticeSums total = sums;
        int sites = _spins.Length;
        long energy = Energy;
        long magnetization = Magnetization;
        ref sbyte spins = ref MemoryMarshal.GetArrayDataReference(_spins);
        ref int neighbours = ref MemoryMarshal.GetArrayDataReference(_neighbours);
        ref ulong thresholds = ref MemoryMarshal.GetArrayDataReference(_thresholds);
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            for (int move = 0; move < sites; move++)
            {
                nint site = (nint)Math.BigMul(stream.Next(), (ulong)sites, out ulong chance);
                ref int near = ref Unsafe.Add(ref neighbours, 4 * site);
                int spin = Unsafe.Add(ref spins, site);
                int field = Unsafe.Add(ref spins, near) + Unsafe.Add(ref spins, Unsafe.Add(ref near, 1))
                    + Unsafe.Add(ref spins, Unsafe.Add(ref near, 2)) + Unsafe.Add(ref spins, Unsafe.Add(ref near, 3));
                int index = (spin * field + 4) >> 1;
                int flip = chance <= Unsafe.Add(ref thresholds, index) ? -1 : 0;
                Unsafe.Add(ref spins, site) = (sbyte)((spin ^ flip) - flip);
                energy += AcceptanceTable.EnergyChange(index) & flip;
                magnetization -= (2 * spin) & flip;
            }

            total.Add(energy, magnetization);
        }

        random = stream;
        sums = total;
        Energy = energy;
        Magnetization = magnetization;
    }

    /// <summary>Energy and magnetization summed anew over all sites, to check the ones that are kept.</summary>
    public (long Energy, long Magnetization) Recompute()
    {
        long energy = 0;
        long magnetization = 0;
        for (int site = 0; site < _spins.Length; site++)
        {
            energy -= _spins[site] * (_spins[_neighbours[4 * site]] + _spins[_neighbours[4 * site + 2]]);
            magnetization += _spins[site];
        }

        return (energy, magnetization);
    }
}
