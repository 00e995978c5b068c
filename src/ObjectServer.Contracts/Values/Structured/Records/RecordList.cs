using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ObjectServer.Values.Structured.Records;

/// <summary>Records in an array, a list, or what a list arrives for.</summary>
/// <typeparam name="T">The declared type.</typeparam>
/// <typeparam name="TRecord">The records' type.</typeparam>
/// <param name="code">The code of that type.</param>
internal sealed class RecordList<T, TRecord>(RecordCode<TRecord> code) : RecordForm<T>
{
    private const int MaxExpected = 1024;

    /// <inheritdoc/>
    public override int Depth => 2;

    /// <inheritdoc/>
    protected override bool TryWriteRecords(IBufferWriter<byte> output, T value)
    {
        RecordText text = code.TextTo(output);
        text.Mark((byte)'[');

        // Only what can be gone through again if the serializer has to.
        switch (value)
        {
            case TRecord[] array:
                Write(text, array);
                break;
            case List<TRecord> list when list.GetType() == typeof(List<TRecord>):
                bool isFirst = true;
                foreach (TRecord record in list) Write(text, record, ref isFirst);
                break;
            default:
                return false;
        }

        text.Mark((byte)']');
        text.Flush();
        return !text.HasFailed;
    }

    /// <inheritdoc/>
    protected override bool TryReadRecords(ArraySegment<byte> json, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        RecordSource source = code.SourceOf(json);
        if (!source.TryTakeMark((byte)'[')) return false;
        var records = new List<TRecord>();
        if (!source.TryTakeMark((byte)']'))
        {
            do
            {
                int before = source.Remaining;
                records.Add(code.Read(source));
                if (source.HasFailed) return false;

                // The others are about as long as the first, if what a stranger sends can be believed: not for many.
                if (records.Count == 1) records.EnsureCapacity(Math.Min(MaxExpected, 1 + (source.Remaining / (before - source.Remaining))));
            }
            while (source.TryTakeMark((byte)','));
            if (!source.TryTakeMark((byte)']')) return false;
        }

        if (!source.TryEnd()) return false;
        value = (T)(object)(typeof(T).IsArray ? records.ToArray() : records);
        return true;
    }

    private void Write(RecordText text, TRecord[] records)
    {
        bool isFirst = true;
        foreach (TRecord record in records) Write(text, record, ref isFirst);
    }

    private void Write(RecordText text, TRecord record, ref bool isFirst)
    {
        if (!isFirst) text.Mark((byte)',');
        isFirst = false;
        code.Write(text, record);
    }
}
