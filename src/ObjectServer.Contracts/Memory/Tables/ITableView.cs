namespace ObjectServer.Memory.Tables;

/// <summary>Where the columns of a table are used: in the table itself, or in a private view of it.</summary>
internal interface ITableView
{
    /// <summary>The table.</summary>
    SharedTable Original { get; }

    /// <summary>A part of the content, as elements.</summary>
    /// <param name="offset">Where it begins, in bytes from the start of the content.</param>
    /// <param name="length">How many elements there are.</param>
    IElementBlocks<T> View<T>(long offset, long length)
        where T : unmanaged;
}
