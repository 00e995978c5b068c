using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Snapshots;

/// <summary>Writes and reads the values of several properties, one after the other.</summary>
/// <param name="properties">The properties: their names, for messages, and the codecs of their types.</param>
internal sealed class SnapshotCodec(IReadOnlyList<(string Name, ValueCodec Codec)> properties) : ValueCodec<object?[]>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Unspecified;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, object?[] value)
    {
        for (int i = 0; i < properties.Count; i++)
        {
            try
            {
                properties[i].Codec.WriteBoxed(writer, value[i]);
            }
            catch (ArgumentEncodingException e)
            {
                throw new ArgumentEncodingException($"The value of {properties[i].Name}: {e.Message}", null, e);
            }
        }
    }

    /// <inheritdoc/>
    public override object?[] Read(ValueReader reader)
    {
        var values = new object?[properties.Count];
        for (int i = 0; i < values.Length; i++)
        {
            try
            {
                values[i] = properties[i].Codec.ReadBoxed(reader);
            }
            catch (ArgumentEncodingException e)
            {
                throw new ArgumentEncodingException($"The value of {properties[i].Name} in the snapshot: {e.Message}", null, e);
            }
        }

        return values;
    }
}
