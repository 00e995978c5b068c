using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ObjectServer.Values.Structured.Records;

/// <summary>A record by itself.</summary>
/// <typeparam name="T">Its type.</typeparam>
/// <param name="code">The code of that type.</param>
internal sealed class SingleRecord<T>(RecordCode<T> code) : RecordForm<T>
{
    /// <inheritdoc/>
    public override int Depth => 1;

    /// <inheritdoc/>
    protected override bool TryWriteRecords(IBufferWriter<byte> output, T value)
    {
        RecordText text = code.TextTo(output);
        code.Write(text, value);
        text.Flush();
        return !text.HasFailed;
    }

    /// <inheritdoc/>
    protected override bool TryReadRecords(ArraySegment<byte> json, [MaybeNullWhen(false)] out T value)
    {
        RecordSource source = code.SourceOf(json);
        value = code.Read(source);
        return source.TryEnd();
    }
}
