namespace ObjectServer.Memory.Tables;

/// <summary>
/// Where the distinct texts of a column lie: a number of 4 bytes, how many there are; from 64 on, for each the end of its bytes, 4 bytes each;
/// then, from the next multiple of 64 on, the bytes. Text 0 is empty. A text is there when it is counted, and never changes.
/// </summary>
internal static class TextRegion
{
    /// <summary>The most distinct texts of a column.</summary>
    public const int MostTexts = 16 * 1024 * 1024;

    /// <summary>The most bytes that they take.</summary>
    public const int MostBytes = 1024 * 1024 * 1024;

    /// <summary>Which number of the region is the first end.</summary>
    public const int FirstEnd = TableLayouts.Alignment / sizeof(int);

    /// <summary>How many numbers come before the bytes, the unused ones included.</summary>
    public static long Numbers(TableColumn column) => FirstEnd + column.MostTexts + 1L;

    /// <summary>Where the bytes begin, from the start of the region.</summary>
    public static long BytesOffset(TableColumn column) => TableLayouts.Aligned(Numbers(column) * sizeof(int));

    /// <summary>How long the region is.</summary>
    public static long Length(TableColumn column) => TableLayouts.Aligned(BytesOffset(column) + column.MostTextBytes);
}
