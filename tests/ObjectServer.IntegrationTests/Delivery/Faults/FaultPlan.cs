namespace ObjectServer.IntegrationTests.Delivery.Faults;

/// <summary>What one connection through a <see cref="FaultyProxy"/> will suffer, and after how many bytes.</summary>
internal sealed class FaultPlan
{
    private readonly Random _random;

    private FaultPlan(Random random) => _random = random;

    /// <summary>Nothing happens.</summary>
    public static FaultPlan None => new(new Random(0));

    /// <summary>What happens in the end.</summary>
    public Fault Fault { get; private init; }

    /// <summary>After how many bytes, both ways together.</summary>
    public long Bytes { get; private init; } = long.MaxValue;

    /// <summary>What is passed on is cut in pieces of any size.</summary>
    public bool Splits { get; private init; }

    /// <summary>What is passed on is held back now and then.</summary>
    public bool Delays { get; private init; }

    /// <summary>When the connection has ended, an earlier one is played to the server again.</summary>
    public bool Replays { get; private init; }

    /// <summary>Something of everything, by a number that decides all of it.</summary>
    public static FaultPlan Of(int seed, int mostBytes)
    {
        var random = new Random(seed);
        return new FaultPlan(new Random(random.Next()))
        {
            Fault = (Fault)random.Next(1, 4),
            Bytes = random.Next(mostBytes),
            Splits = random.Next(4) == 0,
            Delays = random.Next(4) == 0,
            Replays = random.Next(3) == 0,
        };
    }

    /// <summary>A number below <paramref name="count"/>.</summary>
    public int Pick(int count)
    {
        lock (_random) return _random.Next(count);
    }
}
