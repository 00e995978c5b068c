using System.Runtime.InteropServices;

namespace ObjectServer.Benchmarks.Loads;

/// <summary>A count on a cache line of its own: callers on two cores do not take it from each other.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct PaddedCount
{
    [FieldOffset(64)]
    public long Value;
}
