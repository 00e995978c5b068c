using System.Globalization;

namespace ObjectServer.Dispatch;

/// <summary>
/// Which calls are in an object. The one that is there alone is always known; of read-only ones, of which there may be any number, the
/// first few, so that letting one in costs no memory. Used under the lock of its <see cref="ObjectGate"/>.
/// </summary>
internal struct Insiders
{
    private const int KnownReaders = 4;

    private GatedCall?[]? _known;

    /// <summary>The call that is inside alone; null when there is none.</summary>
    public GatedCall? Writer { get; private set; }

    /// <summary>How many read-only calls are inside.</summary>
    public int Readers { get; private set; }

    /// <summary>How many calls are inside.</summary>
    public readonly int Count => Writer is null ? Readers : 1;

    /// <summary>Those of them that are known.</summary>
    public readonly IEnumerable<GatedCall> Known => Writer is { } writer ? [writer] : (_known ?? []).OfType<GatedCall>();

    /// <summary>A call enters.</summary>
    public void Add(GatedCall call)
    {
        if (!call.IsReadOnly)
        {
            Writer = call;
            return;
        }

        Readers++;
        Replace(null, call);
    }

    /// <summary>A call leaves.</summary>
    public void Remove(GatedCall call)
    {
        if (!call.IsReadOnly)
        {
            Writer = null;
            return;
        }

        Readers--;
        Replace(call, null);
    }

    /// <summary>Who is inside and since when, as the end of a sentence.</summary>
    public readonly string Describe(QueueRules rules)
    {
        if (Writer is { } writer) return $"inside is {Describe(writer, rules)}";
        GatedCall[] known = [.. (_known ?? []).OfType<GatedCall>()];
        int others = Readers - known.Length;
        IEnumerable<string> all = known.Select(call => Describe(call, rules));
        if (others > 0) all = all.Append(string.Create(CultureInfo.InvariantCulture, $"{others} {(known.Length > 0 ? "other " : "")}read-only calls"));
        return Readers == 0 ? "nobody is inside" : $"inside are {string.Join("; ", all)}";
    }

    /// <summary>A span of time for people.</summary>
    public static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");

    private static string Describe(GatedCall call, QueueRules rules)
    {
        if (call.Begun == 0) return $"{call.Errand}, which is about to begin";
        TimeSpan inside = rules.Time.GetElapsedTime(call.Begun);
        return string.Create(CultureInfo.InvariantCulture, $"{call.Errand}, for {Seconds(inside)}, since {rules.Time.GetUtcNow() - inside:HH:mm:ss} UTC");
    }

    private void Replace(GatedCall? call, GatedCall? by)
    {
        GatedCall?[] known = _known ??= new GatedCall?[KnownReaders];
        for (int i = 0; i < known.Length; i++)
        {
            if (known[i] != call) continue;
            known[i] = by;
            return;
        }
    }
}
