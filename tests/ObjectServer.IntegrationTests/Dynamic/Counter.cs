namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>A counter that no contract speaks of.</summary>
public class Counter(int start = 0) : CounterBase, IDisposable
{
    private readonly double[,] _cells = new double[3, 4];

    public static int Made { get; set; }

    /// <summary>Where the counter <see cref="Stands()"/> now.</summary>
    public int Value { get; private set; } = start;

    public double Temperature { get; set; }

    public string? Label { get; init; }

    public bool IsDisposed { get; private set; }

    public double this[int row, int column]
    {
        get => _cells[row, column];
        set => _cells[row, column] = value;
    }

    /// <summary>Adds a step.</summary>
    /// <param name="step">How far.</param>
    public int Add(int step) => Value += step;

    public int Scale(int factor = 2, int offset = 0) => (Value * factor) + offset;

    public string Take(int number) => $"int {number}";

    public string Take(double number) => $"double {number}";

    public string Take(string text) => $"string {text}";

    public async Task<int> RunAsync(int steps, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        for (int i = 1; i <= steps; i++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(i);
            await Task.Yield();
        }

        return Value += steps;
    }

    public Task ResetAsync()
    {
        Value = 0;
        return Task.CompletedTask;
    }

    public void Reset() => Value = 0;

    public Counter Child(int start) => new(start);

    public Task<Counter?> FindAsync(int start) => Task.FromResult(start < 0 ? null : new Counter(start));

    public override string ToString() => $"counts {Value}";

    public void Dispose()
    {
        IsDisposed = true;
        GC.SuppressFinalize(this);
    }

    internal int Inside() => Value;

    protected int Protected() => Value;

    protected void Stands()
    {
    }
}
