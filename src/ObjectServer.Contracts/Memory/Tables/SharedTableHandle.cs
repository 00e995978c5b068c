namespace ObjectServer.Memory.Tables;

/// <summary>What is sent of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Layout">How it lies.</param>
internal sealed record SharedTableHandle(ISharedTable Table, TableLayout Layout)
{
    /// <summary>The table that it means.</summary>
    /// <exception cref="ArgumentException">There can be none such.</exception>
    public SharedTable Open()
    {
        // What lies in this process is not taken from who is elsewhere.
        if (Table is ILiveTable live) return new SharedTable(Table, live.TableLayout);
        TableLayouts.Check(Layout);
        return new SharedTable(Table, Layout);
    }
}
