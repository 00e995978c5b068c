namespace ObjectServer.Benchmarks.Bulk;

/// <summary>Takes large arrays, and gives them.</summary>
[SharedContract]
public interface IDepot
{
    /// <summary>Takes an array; how many elements it has.</summary>
    Task<int> PutAsync(double[] array);

    /// <summary>Gives an array of so many elements, the same one each time.</summary>
    Task<double[]> TakeAsync(int length);
}
