namespace ObjectServer.Benchmarks.Values;

/// <summary>Gives lists of records.</summary>
[SharedContract]
public interface ITradeBook
{
    /// <summary>A list of so many records, the same one each time.</summary>
    Task<List<Trade>> ListAsync(int count);
}
