using ObjectServer.Benchmarks.Rivals.RawSockets;

namespace ObjectServer.Benchmarks.Loads;

/// <summary>What a client process is told to do.</summary>
/// <param name="Target">What it calls by.</param>
/// <param name="Address">Where.</param>
/// <param name="Load">How.</param>
/// <param name="Callers">How many at a time.</param>
/// <param name="Channels">How many connections they share.</param>
/// <param name="Sizes">Bytes there and back, of a target without calls.</param>
internal sealed record ClientRequest(TargetKind Target, string Address, LoadKind Load, int Callers, int Channels, EchoSizes Sizes);
