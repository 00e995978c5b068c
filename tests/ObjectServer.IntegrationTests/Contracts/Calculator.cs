namespace ObjectServer.IntegrationTests.Contracts;

[SharedObject("calculator")]
public sealed class Calculator(string label = "calculator", int memory = 0) : ICalculator
{
    private readonly Dictionary<string, double> _values = [];
    private readonly Dictionary<string, Calculator> _children = [];

    public string Label { get; set; } = label;

    public int Memory { get; set; } = memory;

    public double Precision => 1e-12;

    public double this[string key]
    {
        get => _values[key];
        set => _values[key] = value;
    }

    public int Add(int left, int right) => left + right;

    public double Add(double left, double right) => left + right;

    public void Store(int value) => Memory = value;

    public int Scale(int value, int factor = 3) => value * factor;

    public async Task ResetAsync()
    {
        await Task.Yield();
        Memory = 0;
    }

    public Task<int> AddAsync(int left, int right) => Task.FromResult(left + right);

    public ValueTask StoreAsync(int value)
    {
        Memory = value;
        return default;
    }

    public async ValueTask<string> DescribeAsync(string prefix)
    {
        await Task.Yield();
        return $"{prefix} {Label}";
    }

    public ICalculator Child(string label)
    {
        if (!_children.TryGetValue(label, out Calculator? child)) _children.Add(label, child = new Calculator(label));
        return child;
    }

    public Task<ICalculator?> FindChildAsync(string label) => Task.FromResult<ICalculator?>(_children.GetValueOrDefault(label));

    public int SumWith(ICalculator other) => Memory + other.Memory;

    public bool IsItself(ICalculator other) => ReferenceEquals(this, other);

    public async Task<int> CountAsync(int steps, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        for (int i = 1; i <= steps; i++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(i);
            if (i % 100 == 0) await Task.Yield();
        }

        return steps;
    }

    public Task WaitAsync(CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, cancel);

    public void Throw(string message) => throw new InvalidOperationException(message);

    public Task<int> ThrowArgumentAsync(string parameter) => throw new ArgumentException("not that one", parameter);
}
