using System.Diagnostics;
using System.Runtime.CompilerServices;
using ObjectServer;

namespace MonteCarlo.Model;

/// <summary>
/// A replica of the two-dimensional Ising model without field. Nothing in it knows of servers or clients; marked as a shared
/// object, it can be created in a server that has loaded this assembly. Not for concurrent use: the server sees to that.
/// </summary>
[SharedObject("replica", Concurrency = ObjectConcurrency.Serialized)]
public sealed class IsingReplica : IReplica
{
    /// <summary>Largest lattice: 1024 × 1024 sites, about 17 MB of state.</summary>
    public const int MaxSize = 1024;

    private const int MovesPerSlice = 1 << 16;
    private static readonly long TicksPerReport = Stopwatch.Frequency / 10;

    private readonly Lattice _lattice;
    private Xoshiro256 _random;
    private double _temperature;

    /// <summary>Creates a lattice with all spins up.</summary>
    /// <param name="size">Sites per side, 2 to <see cref="MaxSize"/>.</param>
    /// <param name="temperature">First temperature; positive and finite.</param>
    /// <param name="seed">Seed of the replica's own random stream: the same seed and the same calls give the same numbers anywhere.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> or <paramref name="temperature"/> is out of its range.</exception>
    public IsingReplica(int size, double temperature, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize);
        _lattice = new Lattice(size);
        _random = new Xoshiro256(seed);
        Temperature = temperature;
    }

    /// <inheritdoc/>
    public double Energy => _lattice.Energy;

    /// <inheritdoc/>
    public double Temperature
    {
        get => _temperature;
        set
        {
            if (!(value > 0 && double.IsFinite(value)))
                throw new ArgumentOutOfRangeException(nameof(value), value, "A temperature is positive and finite.");

            _temperature = value;
            _lattice.SetTemperature(value);
        }
    }

    /// <inheritdoc/>
    public long StateBytes => _lattice.Bytes + Unsafe.SizeOf<Xoshiro256>() + sizeof(double);

    /// <summary>The lattice, for the tests that recompute its energy.</summary>
    internal Lattice Lattice => _lattice;

    /// <inheritdoc/>
    public Task RunAsync(int sweeps, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sweeps);
        var sums = default(LatticeSums);
        return Run(sweeps, ref sums, progress, cancel) ? Task.CompletedTask : Task.FromCanceled(cancel);
    }

    /// <inheritdoc/>
    public Task<SegmentSums> MeasureAsync(int sweeps, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sweeps);
        var sums = default(LatticeSums);
        return Run(sweeps, ref sums, progress, cancel)
            ? Task.FromResult(new SegmentSums(sweeps, Energy, sums.Energy, sums.EnergySquared, sums.AbsMagnetization))
            : Task.FromCanceled<SegmentSums>(cancel);
    }

    /// <summary>
    /// Runs slices of some 65,000 moves, about 0.4 ms each, and between two of them looks at the token and the clock, so that the
    /// loop itself does neither. False when cancelled before the last sweep.
    /// </summary>
    private bool Run(int sweeps, ref LatticeSums sums, IProgress<int>? progress, CancellationToken cancel)
    {
        int slice = Math.Max(1, MovesPerSlice / _lattice.Sites);
        long lastReport = progress is null ? 0 : Stopwatch.GetTimestamp();
        for (int done = 0; done < sweeps;)
        {
            if (cancel.IsCancellationRequested)
                return false;

            int now = Math.Min(slice, sweeps - done);
            _lattice.Run(now, ref _random, ref sums);
            done += now;
            if (progress is not null && (done == sweeps || Stopwatch.GetTimestamp() - lastReport >= TicksPerReport))
            {
                lastReport = Stopwatch.GetTimestamp();
                progress.Report(done);
            }
        }

        return true;
    }
}
