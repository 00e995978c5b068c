using ObjectServer.Wire;

namespace ObjectServer.Client.Memory;

/// <summary>What a report is on its way: from the server's processes and segments to what users see.</summary>
internal static class MemoryStates
{
    /// <summary>What the system has told of a process, to be sent.</summary>
    public static ProcessState Write(ProcessMemory memory)
    {
        var state = new ProcessState { Id = memory.Id, Name = memory.Name, IsServer = memory.IsServer, Sessions = (uint)memory.Sessions };
        if (memory.ResidentBytes is { } resident) state.ResidentBytes = (ulong)resident;
        if (memory.ProportionalBytes is { } proportional) state.ProportionalBytes = (ulong)proportional;
        if (memory.PrivateBytes is { } own) state.PrivateBytes = (ulong)own;
        if (memory.SharedBytes is { } shared) state.SharedBytes = (ulong)shared;
        return state;
    }

    /// <summary>The report that was received.</summary>
    public static MemoryReport Read(MemoryState state, DateTimeOffset taken) => new(
        taken, [.. state.Processes.Select(Read)], [.. state.Segments.Select(Read)], [.. state.Objects.Select(Read)]);

    private static ProcessMemory Read(ProcessState state) => new(state.Id, state.Name)
    {
        IsServer = state.IsServer,
        Sessions = (int)Math.Min(state.Sessions, int.MaxValue),
        ResidentBytes = state.HasResidentBytes ? Signed(state.ResidentBytes) : null,
        ProportionalBytes = state.HasProportionalBytes ? Signed(state.ProportionalBytes) : null,
        PrivateBytes = state.HasPrivateBytes ? Signed(state.PrivateBytes) : null,
        SharedBytes = state.HasSharedBytes ? Signed(state.SharedBytes) : null,
    };

    private static SegmentMemory Read(SegmentState state) => new(
        state.Object,
        state.Name.Length == 0 ? null : state.Name,
        new MemoryLayout(state.ElementType, [.. state.Shape]),
        Signed(state.Bytes),
        Signed(state.References),
        [.. state.Holders.Select(static holder => new SegmentHolder(holder.Client, holder.Process))]);

    private static ObjectCount Read(ObjectCounter state) => new(state.Type.Length == 0 ? null : state.Type, state.Contract, Signed(state.Count));

    private static long Signed(ulong bytes) => (long)Math.Min(bytes, long.MaxValue);
}
