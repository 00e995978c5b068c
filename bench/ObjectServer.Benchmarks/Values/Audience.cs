using ObjectServer.Benchmarks.Loads;

namespace ObjectServer.Benchmarks.Values;

/// <summary>
/// The listeners of one process. Each checks that it hears every stroke once and in order; whenever the last of them has heard another step of
/// strokes, the bell is told, so that it can be as far ahead as it may.
/// </summary>
/// <param name="bell">Where to tell.</param>
/// <param name="group">Number of the process.</param>
/// <param name="listeners">How many there are.</param>
internal sealed class Audience(IBell bell, int group, int listeners)
{
    private const int Step = 64;

    // Nobody can be farther ahead of the slowest than the bell is.
    private readonly int[] _passed = new int[(Bell.MostAhead / Step) + 1];
    private readonly PaddedCount[] _heard = new PaddedCount[listeners];
    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Strokes that were heard so far, by all listeners together.</summary>
    public long Heard
    {
        get
        {
            long all = 0;
            for (int i = 0; i < _heard.Length; i++) all += Volatile.Read(ref _heard[i].Value);
            return all;
        }
    }

    /// <summary>The handler of one listener.</summary>
    public Action<long> Seat(int listener) => stroke => Hear(listener, stroke);

    /// <summary>Listens for so long.</summary>
    /// <exception cref="InvalidOperationException">A stroke was lost, or came twice.</exception>
    public async Task ListenAsync(TimeSpan duration) => await await Task.WhenAny(_failure.Task, Task.Delay(duration));

    private void Hear(int listener, long stroke)
    {
        long expected = _heard[listener].Value;
        if (stroke != expected)
        {
            _failure.TrySetException(new InvalidOperationException($"Listener {listener} of group {group} heard stroke {stroke} after {expected - 1}."));
            return;
        }

        Volatile.Write(ref _heard[listener].Value, stroke + 1);
        if ((stroke + 1) % Step != 0) return;
        ref int passed = ref _passed[stroke / Step % _passed.Length];
        if (Interlocked.Increment(ref passed) < listeners) return;
        Volatile.Write(ref passed, 0);
        _ = TellAsync(stroke + 1);
    }

    private async Task TellAsync(long strokes)
    {
        try
        {
            await bell.HeardAsync(group, strokes).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _failure.TrySetException(e);
        }
    }
}
