namespace MonteCarlo.Tests.EndToEnd;

/// <summary>Waits for what other processes bring about without a word to the test.</summary>
internal static class Polling
{
    /// <summary>Nothing takes as long; what does, hangs.</summary>
    public static TimeSpan Guard { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Looks again and again until a condition holds.</summary>
    /// <exception cref="OperationCanceledException">It did not come to hold.</exception>
    public static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    /// <inheritdoc cref="UntilAsync(Func{bool})"/>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var guard = new CancellationTokenSource(Guard);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await holds())
            await looks.WaitForNextTickAsync(guard.Token);
    }
}
