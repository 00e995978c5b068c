using System.Diagnostics;

namespace ObjectServer.IntegrationTests.Infrastructure;

/// <summary>Waits for what becomes so by itself, with nothing that would tell when.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    // Between two looks: what is looked for needs the processor, and looks that collect garbage stop every thread of the process.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Completes when it is so. A thread of its own looks, so that one that never gets its turn in the pool counts as hanging.</summary>
    /// <exception cref="TimeoutException">It has not become so.</exception>
    public static Task SoAsync(Func<bool> isSo) => Task.Factory.StartNew(
        () =>
        {
            using var never = new ManualResetEventSlim();
            long start = Stopwatch.GetTimestamp();
            while (!isSo())
            {
                if (Stopwatch.GetElapsedTime(start) > Guard) throw new TimeoutException("It has not become so.");
                never.Wait(Pause);
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>Completes when the two are equal.</summary>
    public static async Task EqualAsync<T>(T expected, Func<T> actual)
    {
        try
        {
            await SoAsync(() => EqualityComparer<T>.Default.Equals(expected, actual()));
        }
        catch (TimeoutException)
        {
            Assert.Equal(expected, actual());
        }
    }
}
