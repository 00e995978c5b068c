namespace ObjectServer;

/// <summary>What the cells of a table's column are. The numbers are what is sent, and never change.</summary>
public enum ColumnType
{
    /// <summary>No type; no column has it.</summary>
    None = 0,

    /// <summary><see cref="bool"/>: one byte, 0 or 1.</summary>
    Boolean = 1,

    /// <summary><see cref="sbyte"/>.</summary>
    SByte = 2,

    /// <summary><see cref="byte"/>.</summary>
    Byte = 3,

    /// <summary><see cref="short"/>.</summary>
    Int16 = 4,

    /// <summary><see cref="ushort"/>.</summary>
    UInt16 = 5,

    /// <summary><see cref="int"/>.</summary>
    Int32 = 6,

    /// <summary><see cref="uint"/>.</summary>
    UInt32 = 7,

    /// <summary><see cref="long"/>.</summary>
    Int64 = 8,

    /// <summary><see cref="ulong"/>.</summary>
    UInt64 = 9,

    /// <summary><see cref="System.Half"/>.</summary>
    Half = 10,

    /// <summary><see cref="float"/>.</summary>
    Single = 11,

    /// <summary><see cref="double"/>.</summary>
    Double = 12,

    /// <summary><see cref="System.DateTime"/>: ticks of 100 ns since the year 1, with the kind in the upper two of 64 bits.</summary>
    DateTime = 13,

    /// <summary><see cref="System.TimeSpan"/>: ticks of 100 ns.</summary>
    TimeSpan = 14,

    /// <summary>Text as UTF-8 in a fixed number of bytes, filled up with zeros.</summary>
    Text = 15,

    /// <summary>Text that is one of not too many: a code of 4 bytes, and each distinct text once for the whole column.</summary>
    DictionaryText = 16,
}
