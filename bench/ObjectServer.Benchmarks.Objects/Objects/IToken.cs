namespace ObjectServer.Benchmarks.Objects;

/// <summary>An object of which there are many, and which does next to nothing.</summary>
[SharedContract]
public interface IToken
{
    /// <summary>How often it was asked, this time included.</summary>
    Task<int> CountAsync();
}
