namespace ObjectServer.Benchmarks.Values;

/// <summary>A record as business code has many of: a field of each common kind.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Volume">How many were traded.</param>
/// <param name="Price">At what price.</param>
/// <param name="Symbol">What was traded.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="IsSettled">Whether it was paid.</param>
public sealed record Trade(int Id, long Volume, double Price, string Symbol, DateTime At, bool IsSettled)
{
    private static readonly DateTime First = new(2026, 1, 2, 9, 0, 0, DateTimeKind.Utc);

    /// <summary>The record with a number. Rivals send the same ones.</summary>
    public static Trade Of(int id) => new(id, 1_000_000L + (id * 37L), 100 + (id * 0.37), $"symbol {id}", First.AddMilliseconds(id * 1234.5), id % 2 == 0);
}
