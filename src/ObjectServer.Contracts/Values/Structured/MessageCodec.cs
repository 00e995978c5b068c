using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Values.Structured;

/// <summary>A protobuf message, in its own encoding.</summary>
/// <typeparam name="T">The declared type.</typeparam>
internal sealed class MessageCodec<T> : ValueCodec<T?>
    where T : class, IMessage, new()
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Message;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, T? value)
    {
        if (value is null)
            writer.WriteNull();
        else
            writer.WriteMessage(value);
    }

    /// <inheritdoc/>
    public override T? Read(ValueReader reader) => reader.ReadMessage<T>();
}
