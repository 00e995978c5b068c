using ObjectServer.Memory.Tables;

namespace ObjectServer;

/// <summary>
/// A column as it is wanted; made by <see cref="Of{T}"/>, <see cref="Text"/> or <see cref="Dictionary"/>.
/// </summary>
/// <param name="Name">Its name, from 1 to 128 characters; no other column of the table has it.</param>
/// <param name="Type">What its cells are.</param>
/// <param name="IsNullable">Whether a cell may be null.</param>
/// <param name="Width">Of <see cref="ColumnType.Text"/>: the bytes of a cell, from 1 to 65,536; else 0.</param>
/// <param name="MostTexts">Of <see cref="ColumnType.DictionaryText"/>: how many distinct texts there can be beside the empty one; else 0.</param>
/// <param name="MostTextBytes">Of <see cref="ColumnType.DictionaryText"/>: how many bytes of UTF-8 they can take together; else 0.</param>
public sealed record TableColumn(string Name, ColumnType Type, bool IsNullable = false, int Width = 0, int MostTexts = 0, int MostTextBytes = 0)
{
    /// <summary>A column of numbers, truth values, or times.</summary>
    /// <typeparam name="T">
    /// The type of a cell: a number of 1 to 8 bytes, <see cref="bool"/>, <see cref="DateTime"/>, <see cref="TimeSpan"/>, or the nullable form
    /// of one.
    /// </typeparam>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There are no columns of that type.</exception>
    public static TableColumn Of<T>(string name)
    {
        Type? nullable = Nullable.GetUnderlyingType(typeof(T));
        return ElementKind.Of(nullable ?? typeof(T)) is { } kind
            ? new TableColumn(name, kind.Type, nullable is not null)
            : throw new ArgumentException(
                $"A column cannot have cells of {typeof(T)}: there are numbers of 1 to 8 bytes, bool, DateTime and TimeSpan, each also nullable, "
                + $"{nameof(TableColumn)}.{nameof(Text)} and {nameof(TableColumn)}.{nameof(Dictionary)}.");
    }

    /// <summary>A column of text with a fixed width: for short texts that are mostly different.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="width">The bytes of a cell, as UTF-8; from 1 to 65,536. Longer text is refused.</param>
    /// <param name="isNullable">Whether a cell may be null.</param>
    public static TableColumn Text(string name, int width, bool isNullable = false) => new(name, ColumnType.Text, isNullable, width);

    /// <summary>A column of text that repeats itself: a cell takes 4 bytes, and each distinct text is kept once, for good.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="mostTexts">How many distinct texts there can be beside the empty one; from 1 to 16,777,216.</param>
    /// <param name="mostTextBytes">How many bytes of UTF-8 they can take together; from 1 to 1,073,741,824.</param>
    /// <param name="isNullable">Whether a cell may be null.</param>
    public static TableColumn Dictionary(string name, int mostTexts, int mostTextBytes, bool isNullable = false) =>
        new(name, ColumnType.DictionaryText, isNullable, 0, mostTexts, mostTextBytes);

    /// <summary>Text such as <c>price (Double, nullable)</c>.</summary>
    public override string ToString()
    {
        string detail = Type switch
        {
            ColumnType.Text => $" of {Width} bytes",
            ColumnType.DictionaryText => $" of {MostTexts} texts in {MostTextBytes} bytes",
            _ => "",
        };
        return $"{Name} ({Type}{detail}{(IsNullable ? ", nullable" : "")})";
    }
}
