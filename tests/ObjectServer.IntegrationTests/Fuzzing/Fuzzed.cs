using System.Runtime.CompilerServices;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <inheritdoc/>
[SharedObject("fuzzed", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Fuzzed : IFuzzed
{
    private const int Most = 300;

    public event Action<int>? Rung;

    public string Name { get; set; } = "";

    public int Add(int a, int b) => unchecked(a + b);

    public async Task<string> EchoAsync(string text)
    {
        await Task.Yield();
        return text;
    }

    public double[] Double(double[] numbers) => [.. numbers.Select(number => number * 2)];

    public Dictionary<string, int> Lengths(IReadOnlyList<string> texts) => texts.Distinct(StringComparer.Ordinal).ToDictionary(text => text, text => text?.Length ?? 0, StringComparer.Ordinal);

    public T Same<T>(T value) => value;

    public bool TryHalve(int number, out int half)
    {
        half = number / 2;
        return number % 2 == 0;
    }

    public byte[] Invert(byte[] bytes) => Array.ConvertAll(bytes, one => (byte)~one);

    public IFuzzed Child() => new Fuzzed();

    // Whatever is declared, anybody may send null.
    public async Task<int> ReportAsync(int to, IProgress<int> progress)
    {
        for (int i = 0; i < to && i < Most; i++) progress?.Report(i);
        await Task.Yield();
        return to;
    }

    public async IAsyncEnumerable<int> CountAsync(int to, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (int i = 0; i < to; i++)
        {
            if (i >= Most) await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
            yield return i;
        }
    }

    public Task WaitAsync(CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, cancel);

    public Task<int> AskAsync(Func<int, Task<int>> question) => question?.Invoke(21) ?? Task.FromResult(0);

    public void Ring(int times)
    {
        for (int i = 0; i < times && i < Most; i++) Rung?.Invoke(i);
    }
}
