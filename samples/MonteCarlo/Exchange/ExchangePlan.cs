namespace MonteCarlo.Exchange;

/// <summary>How long to run: rounds of equally many sweeps of every replica, with exchanges between the rounds.</summary>
/// <param name="WarmUpRounds">Rounds before measuring begins, with exchanges like the others.</param>
/// <param name="MeasuredRounds">Rounds that are measured.</param>
/// <param name="SweepsPerRound">Sweeps of each replica in each round.</param>
internal sealed record ExchangePlan(int WarmUpRounds, int MeasuredRounds, int SweepsPerRound)
{
    /// <summary>All rounds.</summary>
    public int Rounds => WarmUpRounds + MeasuredRounds;

    /// <summary>Plans at least the sweeps asked for, in whole rounds; the first tenth of the rounds warms up.</summary>
    /// <param name="sweeps">Sweeps of each replica, at least <paramref name="sweepsPerRound"/>.</param>
    /// <param name="sweepsPerRound">Sweeps between exchanges, at least 1.</param>
    public static ExchangePlan For(int sweeps, int sweepsPerRound)
    {
        int rounds = (int)((sweeps + (sweepsPerRound - 1L)) / sweepsPerRound);
        return new ExchangePlan(rounds / 10, rounds - rounds / 10, sweepsPerRound);
    }
}
