namespace ObjectServer.Benchmarks.Calls;

/// <summary>The small calls that every framework is measured by.</summary>
[SharedContract]
public interface ICalculator
{
    /// <summary>A property to read and to write.</summary>
    int Value { get; set; }

    /// <summary>The sum; the caller waits on its thread.</summary>
    int Add(int left, int right);

    /// <summary>The sum; the caller awaits it.</summary>
    Task<int> AddAsync(int left, int right);
}
