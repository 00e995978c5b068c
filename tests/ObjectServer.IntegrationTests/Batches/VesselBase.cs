namespace ObjectServer.IntegrationTests.Batches;

public abstract class VesselBase : IVessel
{
    private readonly Dictionary<string, double> _values = [];
    private readonly List<int> _log = [];
    private IVessel? _kept;
    private int _loaded;

    public event EventHandler? Emptied;

    public int Count { get; set; }

    public string Label { get; set; } = "vessel";

    public double[] Levels { get; set; } = [1, 2];

    public IVessel? Inner { get; set; }

    public int Left { get; private set; }

    public int Right { get; private set; }

    public double this[string key]
    {
        get => _values[key];
        set => _values[key] = value;
    }

    public IReadOnlyList<int> Log() => _log;

    public int Add(int step)
    {
        _log.Add(step);
        return Count += step;
    }

    public async Task<int> AddAsync(int step)
    {
        await Task.Yield();
        return Add(step);
    }

    public async ValueTask<int> AddLaterAsync(int step)
    {
        await Task.Yield();
        return Add(step);
    }

    public Task FillAsync(double[] levels)
    {
        Levels = levels;
        return Task.CompletedTask;
    }

    public async Task ClearAsync()
    {
        await Task.Yield();
        Count = 0;
        Emptied?.Invoke(this, EventArgs.Empty);
    }

    public async ValueTask ClearLaterAsync() => await ClearAsync();

    public void Fail(string message) => throw new InvalidOperationException(message);

    public T Echo<T>(T value) => value;

    public bool TryTake(out int value)
    {
        value = Count;
        return Count > 0;
    }

    public int AddOnTheLane(int step) => Thread.CurrentThread.Name!.StartsWith("CPU lane", StringComparison.Ordinal) ? Add(step) : -1;

    public async Task<int> CountToAsync(int steps, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        for (int i = 1; i <= steps; i++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(i);
            await Task.Yield();
        }

        return steps;
    }

    public async Task LoadAsync()
    {
        _loaded = Count;
        await Task.Yield();
    }

    public async Task StoreAsync()
    {
        await Task.Yield();
        Count = _loaded + 1;
    }

    public async Task SetBothAsync(int value, string meeting)
    {
        Left = value;
        await Meetings.Of(meeting).StayAsync(CancellationToken.None);
        Right = value;
    }

    public Task HoldAsync(string meeting, CancellationToken cancel = default) => Meetings.Of(meeting).StayAsync(cancel);

    public Task LookAsync(string meeting, CancellationToken cancel = default) => Meetings.Of(meeting).StayAsync(cancel);

    public async Task<int> AskAsync(Func<Task<int>> caller) => await caller();

    public Task KeepAsync(IVessel other)
    {
        _kept = other;
        return _kept is null ? throw new ArgumentNullException(nameof(other)) : Task.CompletedTask;
    }
}
