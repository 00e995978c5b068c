namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Members that take references to variables of their callers.</summary>
[SharedContract]
public interface IByRef
{
    int Calls { get; }

    int this[in int key] { get; set; }

    void Swap(ref int left, ref int right);

    bool TryParse(string text, out int value);

    string Mix(int before, ref string? text, in Guid id, out double[] values, int after, ref IByRef? other, out (int, string)? pair);

    void Only(out DateTime time);

    long Sum(in long left, in Weight right, in int times = 2);

    bool TryFind(bool there, out IByRef? found);

    void Fail(ref int value, out int other);

    bool TryCancel(out string text, CancellationToken cancel);

    Task<int> LaterAsync(in int value);

    T Exchange<T>(ref T place, T value, out T[] both);

    [SharedMember(OneWay = true)]
    void Note(in int value);
}
