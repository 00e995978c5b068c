namespace ObjectServer.IntegrationTests.Batches;

/// <summary>Members of every shape that a batch takes, and some that it does not.</summary>
[SharedContract]
public interface IVessel
{
    event EventHandler Emptied;

    int Count { get; set; }

    string Label { get; set; }

    double[] Levels { get; set; }

    IVessel? Inner { get; set; }

    /// <summary>Written before <see cref="Right"/> by <see cref="SetBothAsync"/>.</summary>
    int Left { get; }

    int Right { get; }

    double this[string key] { get; set; }

    /// <summary>What has been added, in order.</summary>
    IReadOnlyList<int> Log();

    int Add(int step);

    Task<int> AddAsync(int step);

    ValueTask<int> AddLaterAsync(int step);

    Task FillAsync(double[] levels);

    Task ClearAsync();

    ValueTask ClearLaterAsync();

    void Fail(string message);

    T Echo<T>(T value);

    bool TryTake(out int value);

    [SharedMember(CpuBound = true)]
    int AddOnTheLane(int step);

    Task<int> CountToAsync(int steps, IProgress<int>? progress = null, CancellationToken cancel = default);

    /// <summary>Half of an update: notes the count.</summary>
    Task LoadAsync();

    /// <summary>The other half: the count becomes one more than what was noted.</summary>
    Task StoreAsync();

    /// <summary>Writes one, meets the test, and writes the other.</summary>
    Task SetBothAsync(int value, string meeting);

    /// <summary>Stays until the test says so, or the call is cancelled.</summary>
    Task HoldAsync(string meeting, CancellationToken cancel = default);

    /// <summary>The same, for readers.</summary>
    [SharedMember(ReadOnly = true)]
    Task LookAsync(string meeting, CancellationToken cancel = default);

    Task<int> AskAsync(Func<Task<int>> caller);

    Task KeepAsync(IVessel other);
}
