using ObjectServer.Memory.Tables;

namespace ObjectServer.Memory;

/// <summary>The distinct texts of a column, as the server has them, and as its memory shows them. One call at a time.</summary>
internal sealed unsafe class TableTexts
{
    private readonly List<string> _texts = [""];
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly TableColumn _column;
    private readonly int* _numbers;
    private readonly byte* _bytes;
    private int _end;

    /// <param name="column">The column.</param>
    /// <param name="region">Where it shows them: zeros, mapped whenever it is called.</param>
    public TableTexts(TableColumn column, byte* region)
    {
        _column = column;
        _numbers = (int*)region;
        _bytes = region + TextRegion.BytesOffset(column);
        Volatile.Write(ref *_numbers, 1);
    }

    /// <summary>How many there are, the empty one included.</summary>
    public int Count => _texts.Count;

    /// <summary>The codes of texts; adds those that are new, all or none.</summary>
    /// <exception cref="ArgumentException">One is no text.</exception>
    /// <exception cref="LimitExceededException">There is no room for them.</exception>
    public int[] CodesOf(string[] texts)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        long bytes = _end;
        foreach (string text in texts)
        {
            if (text is null) throw new ArgumentException($"A text for column \"{_column.Name}\" is null; it has no code.", nameof(texts));
            if (!_codes.ContainsKey(text) && unknown.Add(text)) bytes += FixedText.BytesOf(text, _column.Name);
        }

        Demand("distinct texts beside the empty one", nameof(TableColumn.MostTexts), _column.MostTexts, (long)_texts.Count - 1 + unknown.Count);
        Demand("bytes of distinct texts", nameof(TableColumn.MostTextBytes), _column.MostTextBytes, bytes);

        // In the order in which they were given, whatever a set makes of it.
        foreach (string text in texts)
        {
            if (unknown.Remove(text)) Add(text);
        }

        Volatile.Write(ref *_numbers, _texts.Count);
        return [.. texts.Select(text => _codes[text])];
    }

    /// <summary>Some of them by their codes, as many as there are.</summary>
    public string[] Take(int first, int count) => first >= _texts.Count ? [] : [.. _texts.GetRange(first, Math.Min(count, _texts.Count - first))];

    private void Add(string text)
    {
        int bytes = FixedText.BytesOf(text, _column.Name);
        FixedText.Encode(text, new Span<byte>(_bytes + _end, bytes));
        _end += bytes;
        _numbers[TextRegion.FirstEnd + _texts.Count] = _end;
        _codes[text] = _texts.Count;
        _texts.Add(text);
    }

    private void Demand(string what, string bound, int most, long needed)
    {
        if (needed <= most) return;
        throw new LimitExceededException(
            $"The column {_column} has no room for {needed} {what}. Create the table with a larger bound, or use text of a fixed width.", bound, most, needed, null);
    }
}
