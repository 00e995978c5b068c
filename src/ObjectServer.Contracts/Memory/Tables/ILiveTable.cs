namespace ObjectServer.Memory.Tables;

/// <summary>A table of this process's own server.</summary>
internal interface ILiveTable : ILiveMemory
{
    /// <summary>How it lies.</summary>
    TableLayout TableLayout { get; }
}
