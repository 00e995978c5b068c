namespace Grpc.StandIns.Tests;

/// <summary>Bounds every wait, so that a defect shows as a failure and not as a hanging run. No test passes by the bound.</summary>
internal static class Bounds
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    public static Task Bounded(this Task task) => task.WaitAsync(Guard);

    public static Task<T> Bounded<T>(this Task<T> task) => task.WaitAsync(Guard);
}
