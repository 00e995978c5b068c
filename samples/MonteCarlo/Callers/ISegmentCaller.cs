using MonteCarlo.Model;

namespace MonteCarlo.Callers;

/// <summary>Someone who can make replicas run: this process, or another one. Calls may overlap.</summary>
internal interface ISegmentCaller
{
    /// <summary>Runs one replica for one segment.</summary>
    /// <param name="replica">Number of the replica.</param>
    /// <param name="sweeps">How many sweeps.</param>
    /// <param name="measure">False to run only; the answer then holds nothing but the final energy.</param>
    /// <param name="progress">Told how many sweeps are done, by callers that can tell; null to do without.</param>
    /// <param name="cancel">Stops the replica between two sweeps.</param>
    Task<SegmentSums> CallAsync(int replica, int sweeps, bool measure, IProgress<int>? progress, CancellationToken cancel);
}
