using ObjectServer.IntegrationTests.Contracts;

namespace ObjectServer.IntegrationTests.Conformance;

/// <summary>Takes values of all simple kinds, and keeps them.</summary>
[SharedContract]
public interface ILetterBox
{
    void Put(string text, string? nothing, bool flag, double number, byte[] bytes, (int, string) pair);

    void PutStrange(Unwritable value);

    [SharedMember(OneWay = true)]
    void Drop(string text);

    /// <summary>What was put, as one text; waits for it.</summary>
    Task<string> TakeAsync();
}
