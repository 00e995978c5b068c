using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ObjectServer.Values.Structured.Records;

/// <summary>
/// How values of a type that are nothing but plain records are written and read without the serializer: the same bytes, and the same values. What
/// is out of the ordinary is left to the serializer, from the start, so that there is one set of rules and of errors. Calls may overlap.
/// </summary>
/// <typeparam name="T">The declared type.</typeparam>
internal abstract class RecordForm<T>
{
    /// <summary>How deep its JSON is nested.</summary>
    public abstract int Depth { get; }

    /// <summary>Writes a value. What was written is of no use when it could not.</summary>
    /// <exception cref="LimitExceededException">It is larger than the output takes.</exception>
    public bool TryWrite(IBufferWriter<byte> output, T value)
    {
        try
        {
            return TryWriteRecords(output, value);
        }
        catch (Exception e) when (JsonFault.Concerns(e))
        {
            // The serializer meets it too, and says where.
            return false;
        }
    }

    /// <summary>Reads a value.</summary>
    public bool TryRead(ArraySegment<byte> json, [MaybeNullWhen(false)] out T value)
    {
        try
        {
            return TryReadRecords(json, out value);
        }
        catch (Exception e) when (JsonFault.Concerns(e))
        {
            value = default;
            return false;
        }
    }

    /// <inheritdoc cref="TryWrite"/>
    protected abstract bool TryWriteRecords(IBufferWriter<byte> output, T value);

    /// <inheritdoc cref="TryRead"/>
    protected abstract bool TryReadRecords(ArraySegment<byte> json, [MaybeNullWhen(false)] out T value);
}
