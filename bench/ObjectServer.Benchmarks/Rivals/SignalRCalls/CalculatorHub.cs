using Microsoft.AspNetCore.SignalR;

namespace ObjectServer.Benchmarks.Rivals.SignalRCalls;

/// <summary>The same operation as the shared object's, as a hub.</summary>
internal sealed class CalculatorHub : Hub
{
    /// <summary>The sum.</summary>
    public int Add(int left, int right) => left + right;

    /// <summary>Bytes allocated on the managed heap of the server since it started.</summary>
    public long Allocated() => GC.GetTotalAllocatedBytes(precise: true);
}
