using System.IO.Pipelines;

namespace ObjectServer.Benchmarks.Rivals.SignalRCalls;

/// <summary>Two pipes' ends.</summary>
internal sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
