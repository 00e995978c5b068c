using System.Globalization;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>
/// How many inputs all fuzzers have together, and where they begin: <c>OBJECTSERVER_FUZZ_INPUTS</c>, <c>OBJECTSERVER_FUZZ_SEED</c>.
/// </summary>
internal static class FuzzBudget
{
    private const long Usual = 200_000;

    /// <summary>What all that is drawn at random comes from.</summary>
    public static int Seed { get; } = (int)Setting("OBJECTSERVER_FUZZ_SEED", 1);

    /// <summary>All inputs.</summary>
    public static long Inputs { get; } = Setting("OBJECTSERVER_FUZZ_INPUTS", Usual);

    /// <summary>A share of them.</summary>
    public static long Percent(int share) => Math.Max(1, Inputs * share / 100);

    private static long Setting(string name, long usual) =>
        long.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : usual;
}
