namespace ObjectServer.IntegrationTests.SharedTables;

/// <summary>Computes over shared tables, in the server.</summary>
[SharedContract]
public interface ITabulator
{
    SharedTable? Kept { get; set; }

    SharedArray<double>? KeptColumn { get; set; }

    void Scale(SharedArray<double> cells, double factor);

    Task<double> SumAsync(SharedTable table, string column);

    Task<SharedTable> MakeAsync(int rows);

    Labelled Relabel(Labelled labelled);
}
