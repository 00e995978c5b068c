using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Streaming;

/// <summary>A stream: it stays where it is, and a handle of it travels.</summary>
internal sealed class StreamCodec : ValueCodec<Stream?>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Json;

    private static ValueCodec<StreamHandle?> Handles => ValueCodecs.Of<StreamHandle?>();

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, Stream? value) => Handles.Write(writer, value switch
    {
        null => null,

        // One of the other side's goes home as itself.
        RemoteStream remote => remote.Handle,
        _ => StreamHandle.Of(value, writer.HandsOver),
    });

    /// <inheritdoc/>
    public override Stream? Read(ValueReader reader) => Handles.Read(reader) switch
    {
        null => null,
        { Source: LiveStream live } => live.Stream,
        var handle => new RemoteStream(handle),
    };
}
