using System.Text;

namespace ObjectServer.Memory.Tables;

/// <summary>
/// The distinct texts of a column as this process knows them. New ones are read from the table's memory when a code is met that is not known
/// yet; texts that the column lacks are added by a call. It grows no larger than the column's bounds. Calls may overlap.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="column">The column.</param>
/// <param name="numbers">How many texts there are, and the end of each.</param>
/// <param name="bytes">Their bytes.</param>
internal sealed class TextDictionary(ISharedTable table, TableColumn column, IElementBlocks<int> numbers, IElementBlocks<byte> bytes)
{
    // As many as go into one call without taking long.
    private const int MostAtOnce = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal) { [""] = 0 };
    private string[] _texts = [""];
    private int _count = 1;
    private int _end;

    /// <summary>The text of a code.</summary>
    /// <exception cref="InvalidDataException">There is no such code.</exception>
    public string TextOf(int code, long row)
    {
        if (Find(code) is { } known) return known;
        Refresh();
        return Find(code)
            ?? throw new InvalidDataException($"Row {row} of column \"{column.Name}\" has the code {code}, and there are {_count} texts.");
    }

    /// <summary>The code of a text; adds the text if it is new.</summary>
    public int CodeOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (_gate)
        {
            if (_codes.TryGetValue(text, out int known)) return known;
        }

        FixedText.BytesOf(text, column.Name);
        int[] codes = table.Intern(column.Name, [text]);
        Learn([text], codes);
        return codes[0];
    }

    /// <summary>The codes of texts, [number of texts]; adds those that are new. That of a null is 0.</summary>
    public async Task<int[]> CodesOfAsync(IReadOnlyList<string?> texts, CancellationToken cancel)
    {
        foreach (string[] some in Unknown(texts).Chunk(MostAtOnce)) Learn(some, await table.InternAsync(column.Name, some, cancel).ConfigureAwait(false));
        lock (_gate) return [.. texts.Select(text => text is null ? 0 : _codes[text])];
    }

    /// <summary>Sees to it that all codes among some are known that there are.</summary>
    public async ValueTask MeetAsync(ReadOnlyMemory<int> codes, CancellationToken cancel)
    {
        int largest = 0;
        foreach (int code in codes.Span) largest = Math.Max(largest, code);
        if (Find(largest) is null) await RefreshAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Reads the texts that are new.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        int count;
        using (SharedBlock<int> first = await numbers.AcquireAsync(..1, BlockAccess.Read, cancel).ConfigureAwait(false)) count = CountIn(first);
        (int known, int from) = Known;
        if (count <= known) return;
        using SharedBlock<int> ends = await numbers.AcquireAsync(Ends(known, count), BlockAccess.Read, cancel).ConfigureAwait(false);
        using SharedBlock<byte> text = await bytes.AcquireAsync(Text(from, ends), BlockAccess.Read, cancel).ConfigureAwait(false);
        Take(known, from, ends, text);
    }

    private void Refresh()
    {
        int count;
        using (SharedBlock<int> first = numbers.Acquire(..1, BlockAccess.Read)) count = CountIn(first);
        (int known, int from) = Known;
        if (count <= known) return;
        using SharedBlock<int> ends = numbers.Acquire(Ends(known, count), BlockAccess.Read);
        using SharedBlock<byte> text = bytes.Acquire(Text(from, ends), BlockAccess.Read);
        Take(known, from, ends, text);
    }

    private (int Count, int End) Known
    {
        get
        {
            lock (_gate) return (_count, _end);
        }
    }

    // Without the lock, once for each cell that is read: what is counted is in the array that is there by then, and stays as it is.
    private string? Find(int code) => (uint)code < (uint)Volatile.Read(ref _count) ? Volatile.Read(ref _texts)[code] : null;

    private List<string> Unknown(IReadOnlyList<string?> texts)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        lock (_gate) unknown.UnionWith(texts.OfType<string>().Where(text => !_codes.ContainsKey(text)));
        foreach (string text in unknown) FixedText.BytesOf(text, column.Name);
        return [.. unknown];
    }

    // Only codes: the texts themselves are taken over in their order, when they are read.
    private void Learn(string[] texts, int[] codes)
    {
        if (codes.Length != texts.Length) throw new ProtocolException($"{texts.Length} texts were given to a table, and {codes.Length} codes came.");
        lock (_gate)
        {
            for (int i = 0; i < texts.Length; i++) _codes[texts[i]] = codes[i];
        }
    }

    private int CountIn(SharedBlock<int> first)
    {
        int count = Volatile.Read(ref first.Span[0]);
        return count > 0 && count <= column.MostTexts + 1L ? count : throw Damaged();
    }

    private static ElementRange Ends(int known, int count) => new(TextRegion.FirstEnd + known, count - known);

    private ElementRange Text(int from, SharedBlock<int> ends)
    {
        int end = ends.Span[^1];
        return end >= from && end <= column.MostTextBytes ? new ElementRange(from, end - from) : throw Damaged();
    }

    private void Take(int known, int from, SharedBlock<int> ends, SharedBlock<byte> text)
    {
        lock (_gate)
        {
            // Another thread may have taken some of them meanwhile.
            for (int i = _count - known; i < ends.Length; i++)
            {
                int end = ends.Span[i];
                if (end < _end || end > from + text.Length) throw Damaged();
                string one = Decode(text.Span[(_end - from)..(end - from)]);
                _codes[one] = _count;
                if (_count == _texts.Length) Volatile.Write(ref _texts, Grown(_texts));
                _texts[_count] = one;
                Volatile.Write(ref _count, _count + 1);
                _end = end;
            }
        }
    }

    private static string[] Grown(string[] texts)
    {
        Array.Resize(ref texts, texts.Length * 2);
        return texts;
    }

    private string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return FixedText.Decode(text);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged();
        }
    }

    private InvalidDataException Damaged() => new($"The texts of column \"{column.Name}\" are damaged: somebody has written into them.");
}
