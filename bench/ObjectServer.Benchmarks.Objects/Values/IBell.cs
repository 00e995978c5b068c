namespace ObjectServer.Benchmarks.Values;

/// <summary>Raises an event for many sessions, as fast as all of them hear it.</summary>
[SharedContract]
public interface IBell
{
    /// <summary>The bell has rung; the number of the stroke, from zero, without a gap.</summary>
    event Action<long> Rung;

    /// <summary>Rings until it is cancelled; never more than some hundred strokes ahead of the group that is the farthest behind.</summary>
    /// <param name="groups">How many groups listen, each of which tells by <see cref="HeardAsync"/> how far it is.</param>
    /// <param name="cancel">Ends it.</param>
    Task RingAsync(int groups, CancellationToken cancel);

    /// <summary>All listeners of a group have heard so many strokes.</summary>
    Task HeardAsync(int group, long strokes);
}
