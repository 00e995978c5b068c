using MonteCarlo.Running;

namespace MonteCarlo.Report;

/// <summary>What crossed the wire, in words, beside what would have crossed it with the state in each call.</summary>
internal static class WireText
{
    /// <summary>One sentence; no full stop.</summary>
    public static string Of(RunResult result)
    {
        if (result.WireBytes == 0)
            return "nothing, there is no server in this run";

        long calls = result.Exchange.Calls;
        double perReplica = (double)result.StateBytes / result.Settings.Temperatures.Count;
        return $"{EstimateText.Bytes(result.WireBytes)} in {EstimateText.Count(calls)} calls, "
            + $"{EstimateText.Count((double)result.WireBytes / calls)} B per call; a replica's state is {EstimateText.Bytes((long)perReplica)}";
    }
}
