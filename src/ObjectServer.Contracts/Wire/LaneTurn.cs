using System.Diagnostics;
using ObjectServer.Reading;

namespace ObjectServer.Wire;

/// <summary>
/// The calling thread's turn at what waits to go out by a lane, until it is disposed of. What it waits for it counts as <see cref="SendTime"/>: where threads stand in
/// each other's way here, the work that they come from is not slow.
/// </summary>
internal readonly ref struct LaneTurn
{
    private readonly Lock _gate;

    /// <param name="gate">Of the lane.</param>
    public LaneTurn(Lock gate)
    {
        _gate = gate;
        if (gate.TryEnter()) return;
        long start = Stopwatch.GetTimestamp();
        gate.Enter();
        SendTime.Add(start);
    }

    /// <summary>The next thread's turn.</summary>
    public void Dispose() => _gate.Exit();
}
