using System.Collections.Frozen;
using ObjectServer.Contract;

namespace ObjectServer.Memory.Tables;

/// <summary>The columns of a table by their names. Immutable.</summary>
/// <param name="layout">How the table lies; it has been checked.</param>
internal sealed class TableColumns(TableLayout layout)
{
    private const int NearestShown = 3;

    private readonly FrozenDictionary<string, TableColumnLayout> _byName =
        layout.Columns.ToFrozenDictionary(static one => one.Column.Name, StringComparer.Ordinal);

    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public TableColumnLayout Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_byName.TryGetValue(name, out TableColumnLayout? found)) return found;
        string nearest = string.Join(", ", NearestNames.To(name, _byName.Keys, NearestShown).Select(static one => $"\"{one}\""));
        throw new ArgumentException($"The table has no column \"{name}\". Nearest of its {_byName.Count}: {nearest}.", nameof(name));
    }

    /// <summary>The column of a name, whose cells are <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException">There is none, or its cells are something else.</exception>
    public TableColumnLayout Find<T>(string name)
        where T : unmanaged
    {
        TableColumnLayout found = Find(name);
        Type wanted = typeof(T).IsEnum ? typeof(T).GetEnumUnderlyingType() : typeof(T);
        Type? cells = found.Column.Type == ColumnType.DictionaryText ? typeof(int) : ElementKind.Of(found.Column.Type)?.Element;
        if (cells == wanted) return found;
        string instead = cells is null
            ? $"Use {nameof(SharedTable.Text)}."
            : found.Column.Type == ColumnType.DictionaryText ? $"Use {nameof(SharedTable.Text)}, or int for its codes." : $"Ask for {cells}.";
        throw new ArgumentException($"The column is {found.Column}; it cannot be had as elements of {typeof(T)}. {instead}", nameof(name));
    }

    /// <summary>The column of a name, which holds text.</summary>
    /// <exception cref="ArgumentException">There is none, or it holds something else.</exception>
    public TableColumnLayout FindText(string name)
    {
        TableColumnLayout found = Find(name);
        if (found.Column.Type is ColumnType.Text or ColumnType.DictionaryText) return found;
        throw new ArgumentException($"The column is {found.Column}, and no text. Ask for elements of {ElementKind.Of(found.Column.Type)!.Element}.", nameof(name));
    }

    /// <summary>The column of a name, which holds dictionary text.</summary>
    /// <exception cref="ArgumentException">There is none, or it holds something else.</exception>
    public TableColumnLayout FindDictionary(string name)
    {
        TableColumnLayout found = Find(name);
        if (found.Column.Type == ColumnType.DictionaryText) return found;
        throw new ArgumentException($"The column is {found.Column}; only dictionary text has codes.", nameof(name));
    }

    /// <summary>The column of a name, which can have nulls.</summary>
    /// <exception cref="ArgumentException">There is none, or it cannot.</exception>
    public TableColumnLayout FindNullable(string name)
    {
        TableColumnLayout found = Find(name);
        if (found.Column.IsNullable) return found;
        throw new ArgumentException($"The column is {found.Column}, whose cells are all there: it was not created as nullable.", nameof(name));
    }
}
