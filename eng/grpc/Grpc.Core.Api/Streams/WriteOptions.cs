namespace Grpc.Core;

/// <summary>How messages are written. Immutable.</summary>
public class WriteOptions
{
    /// <summary>Flush every message; compress where the call does.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>Makes options of flags.</summary>
    /// <param name="flags">The flags; by default none.</param>
    public WriteOptions(WriteFlags flags = default) => Flags = flags;

    /// <summary>The flags.</summary>
    public WriteFlags Flags { get; }
}
