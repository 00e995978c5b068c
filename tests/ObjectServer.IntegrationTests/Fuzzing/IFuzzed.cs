namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>Members of every shape, none of which does harm or work without end whatever it is called with.</summary>
[SharedContract]
public interface IFuzzed
{
    event Action<int>? Rung;

    string Name { get; set; }

    int Add(int a, int b);

    Task<string> EchoAsync(string text);

    double[] Double(double[] numbers);

    Dictionary<string, int> Lengths(IReadOnlyList<string> texts);

    T Same<T>(T value);

    bool TryHalve(int number, out int half);

    byte[] Invert(byte[] bytes);

    IFuzzed Child();

    Task<int> ReportAsync(int to, IProgress<int> progress);

    IAsyncEnumerable<int> CountAsync(int to, CancellationToken cancel = default);

    Task WaitAsync(CancellationToken cancel);

    Task<int> AskAsync(Func<int, Task<int>> question);

    void Ring(int times);
}
