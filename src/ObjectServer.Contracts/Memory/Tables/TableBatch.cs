namespace ObjectServer;

/// <summary>
/// Rows to append, column by column: <c>new TableBatch { ["price"] = prices, ["symbol"] = symbols }</c>. An array is what the column holds, as
/// <c>double[]</c>, or <c>double?[]</c> for one that is nullable, <c>string[]</c> for text. Not to be used by several threads at once.
/// </summary>
public sealed class TableBatch
{
    private readonly Dictionary<string, Array> _columns = new(StringComparer.Ordinal);

    /// <summary>How many rows there are; 0 while no column is set.</summary>
    public int Rows { get; private set; }

    /// <summary>Which columns are set.</summary>
    public IReadOnlyCollection<string> Columns => _columns.Keys;

    /// <summary>The cells of a column, [number of rows].</summary>
    /// <param name="column">The name of the column.</param>
    /// <exception cref="ArgumentException">There are more or fewer of them than in the columns that are set already.</exception>
    /// <exception cref="KeyNotFoundException">The column is asked for, and not set.</exception>
    public Array this[string column]
    {
        get => _columns[column];
        set
        {
            ArgumentNullException.ThrowIfNull(column);
            ArgumentNullException.ThrowIfNull(value);
            if (_columns.Count > 0 && value.Length != Rows && !(_columns.Count == 1 && _columns.ContainsKey(column)))
                throw new ArgumentException($"Column \"{column}\" has {value.Length} cells, and the others of the batch have {Rows}.", nameof(value));
            _columns[column] = value;
            Rows = value.Length;
        }
    }

    internal bool TryGet(string column, out Array? cells) => _columns.TryGetValue(column, out cells);
}
