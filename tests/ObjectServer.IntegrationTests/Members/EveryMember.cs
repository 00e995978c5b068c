using System.Runtime.CompilerServices;

namespace ObjectServer.IntegrationTests.Members;

/// <inheritdoc/>
[SharedObject("every-member")]
public sealed class EveryMember : IEveryMember
{
    private readonly Dictionary<(int Row, string Column), double> _table = [];

    public event EventHandler? Plain;

    public event EventHandler<Sample>? Measured;

    public event Action<int, string>? Told;

    public int Number { get; set; }

    public string Fixed => "fixed";

    public string Initial { get; init; } = "initial";

    public ICell Cell { get; set; } = new Cell(1);

    public Func<int, int> Function { get; set; } = number => number + 1;

    public double this[int row, string column]
    {
        get => _table[(row, column)];
        set => _table[(row, column)] = value;
    }

    public void Touch() => Number++;

    public int Add(int a, int b) => a + b;

    public double Add(double a, double b) => a + b;

    public string Join(string separator, params string[] parts) => string.Join(separator, parts);

    public string Optional(string text, int times = 2, bool upper = false)
    {
        string repeated = string.Concat(Enumerable.Repeat(text, times));
        return upper ? repeated.ToUpperInvariant() : repeated;
    }

    public bool TryParse(string text, out int number) => int.TryParse(text, out number);

    public void Swap(ref string one, ref string other) => (one, other) = (other, one);

    public int Sum(in Sample sample) => (int)sample.Values.Sum();

    public T[] Repeat<T>(T value, int count) => [.. Enumerable.Repeat(value, count)];

    public Task WaitAsync(CancellationToken cancel = default) => Task.Delay(Timeout.Infinite, cancel);

    public Task<string> EchoAsync(string text) => Task.FromResult(text);

    public async ValueTask CountAsync(int to, IProgress<int> progress)
    {
        for (int i = 1; i <= to; i++)
        {
            await Task.Yield();
            progress.Report(i);
        }
    }

    public ValueTask<Sample> MeasureAsync(Sample sample) => ValueTask.FromResult(sample);

    public Task<ICell> CellAsync(int value) => Task.FromResult<ICell>(new Cell(value));

    public (string Name, ICell Cell)[] Nested(IReadOnlyDictionary<string, List<ICell>> cells) =>
        [.. cells.SelectMany(pair => pair.Value.Select(cell => (pair.Key, cell)))];

    public int Ask(IQuestion question, int x) => question.Answer(x, this);

    public Task<string> CallAsync(Func<string, Task<string>> callback, string text) => callback(text);

    public async IAsyncEnumerable<int> Numbers(int count, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (int i = 0; i < count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            yield return i;
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<ICell> Cells(IAsyncEnumerable<int> values)
    {
        await foreach (int value in values) yield return new Cell(value);
    }

    public async Task<int> TotalAsync(IAsyncEnumerable<int> values)
    {
        int total = 0;
        await foreach (int value in values) total += value;
        return total;
    }

    public Stream Open(byte[] content) => new MemoryStream(content);

    public async Task<int> CopyAsync(Stream from, Stream to)
    {
        using var all = new MemoryStream();
        await from.CopyToAsync(all);
        await to.WriteAsync(all.ToArray());
        return (int)all.Length;
    }

    public void Raise(int number, string text)
    {
        Plain?.Invoke(this, EventArgs.Empty);
        Measured?.Invoke(this, new Sample(text, [number], DateTimeOffset.UnixEpoch));
        Told?.Invoke(number, text);
    }

    public void Post(int number) => Number = number;

    public int Compute(int number) => number * number;

    public void Fail(string message) => throw new InvalidOperationException(message);

    public int Twice(int value) => 2 * value;
}
