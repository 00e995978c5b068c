using System.Globalization;
using Xunit.Abstractions;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>
/// Servers and clients end by SIGKILL at seeded random moments while they make, fill and read shared memory.
/// <c>OBJECTSERVER_KILL_ROUNDS</c> and <c>OBJECTSERVER_KILL_SEED</c> make it longer, or the same again.
/// </summary>
public sealed class KillingTests(ITestOutputHelper output)
{
    private const int UsualRounds = 20;

    [Fact]
    public async Task Kill_OfClientsAndServersAtRandom_LeavesNoSegmentBehind_AndLosesNobodysData()
    {
        int rounds = Setting("OBJECTSERVER_KILL_ROUNDS") ?? UsualRounds;
        int seed = Setting("OBJECTSERVER_KILL_SEED") ?? Random.Shared.Next(1 << 24);
        output.WriteLine($"seed {seed}");
        await using var scene = new KillingScene(new Random(seed), output.WriteLine);
        await scene.BeginAsync();

        for (int round = 1; round <= rounds; round++) await scene.PlayAsync(round);

        await scene.EndAsync();
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;
}
