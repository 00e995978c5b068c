namespace ObjectServer.Benchmarks.Processes;

/// <summary>Memory of a server's process when nothing is left to be collected.</summary>
/// <param name="Heap">Bytes alive on the managed heap.</param>
/// <param name="Private">Bytes in the machine's memory that no other process has.</param>
internal readonly record struct ServerMemory(double Heap, double Private)
{
    /// <summary>What has come since.</summary>
    public static ServerMemory operator -(ServerMemory after, ServerMemory before) => new(after.Heap - before.Heap, after.Private - before.Private);

    /// <summary>The share of one of so many.</summary>
    public static ServerMemory operator /(ServerMemory all, double count) => new(all.Heap / count, all.Private / count);
}
