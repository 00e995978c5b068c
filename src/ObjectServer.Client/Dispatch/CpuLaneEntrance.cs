using System.Runtime.CompilerServices;

namespace ObjectServer.Dispatch;

/// <summary>Awaited to go on within a CPU lane; goes on where it is when there is none.</summary>
/// <param name="lane">The lane; null for none.</param>
internal readonly struct CpuLaneEntrance(CpuLane? lane) : ICriticalNotifyCompletion
{
    /// <summary>Whether nothing is to be waited for.</summary>
    public bool IsCompleted => lane is null || SynchronizationContext.Current == lane;

    /// <summary>The awaiter is the awaited itself.</summary>
    public CpuLaneEntrance GetAwaiter() => this;

    /// <summary>Has no result.</summary>
    public void GetResult()
    {
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => lane!.Post(static state => ((Action)state!)(), continuation);
}
