namespace ObjectServer.IntegrationTests.Members;

/// <summary>Every kind of member that a contract can have, at least once.</summary>
[SharedContract]
public interface IEveryMember : IInherited<int>
{
    event EventHandler? Plain;

    event EventHandler<Sample>? Measured;

    event Action<int, string>? Told;

    int Number { get; set; }

    string Fixed { get; }

    string Initial { get; init; }

    ICell Cell { get; set; }

    Func<int, int> Function { get; set; }

    double this[int row, string column] { get; set; }

    void Touch();

    int Add(int a, int b);

    double Add(double a, double b);

    string Join(string separator, params string[] parts);

    string Optional(string text, int times = 2, bool upper = false);

    int Defaulted(int number) => 2 * number;

    bool TryParse(string text, out int number);

    void Swap(ref string one, ref string other);

    int Sum(in Sample sample);

    T[] Repeat<T>(T value, int count);

    Task WaitAsync(CancellationToken cancel = default);

    Task<string> EchoAsync(string text);

    ValueTask CountAsync(int to, IProgress<int> progress);

    ValueTask<Sample> MeasureAsync(Sample sample);

    Task<ICell> CellAsync(int value);

    (string Name, ICell Cell)[] Nested(IReadOnlyDictionary<string, List<ICell>> cells);

    int Ask(IQuestion question, int x);

    Task<string> CallAsync(Func<string, Task<string>> callback, string text);

    IAsyncEnumerable<int> Numbers(int count, CancellationToken cancel = default);

    IAsyncEnumerable<ICell> Cells(IAsyncEnumerable<int> values);

    Task<int> TotalAsync(IAsyncEnumerable<int> values);

    Stream Open(byte[] content);

    Task<int> CopyAsync(Stream from, Stream to);

    void Raise(int number, string text);

    [SharedMember(OneWay = true)]
    void Post(int number);

    [SharedMember(CpuBound = true)]
    int Compute(int number);

    void Fail(string message);
}
