using Grpc.Net.Client;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>Makes inputs until there were enough of them, by several workers, of which each has a connection that it renews now and then.</summary>
internal static class FuzzRun
{
    private const int Workers = 3;

    // For a turn, however busy the machine is; nothing that works takes as long.
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    /// <summary>Completes when so many inputs have been taken in. A failure names the seed and the turn, which repeat it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="inputs">How many.</param>
    /// <param name="turnsPerConnection">How many a connection is for: the web server calms down one whose streams it has to end too often itself.</param>
    /// <param name="turn">Sends some, and says how many of them the server has taken in: at least one.</param>
    public static async Task RunAsync(FuzzServer server, long inputs, int turnsPerConnection, Func<Random, GrpcChannel, Task<int>> turn)
    {
        long left = inputs;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (int number = 0; Interlocked.Read(ref left) > 0;)
            {
                using GrpcChannel channel = server.Connect();
                for (int end = number + turnsPerConnection; number < end && Interlocked.Read(ref left) > 0; number++)
                {
                    try
                    {
                        Interlocked.Add(ref left, -Math.Max(1, await turn(new Random(Seed(worker, number)), channel).WaitAsync(Guard)));
                    }
                    catch (Exception e)
                    {
                        var failure = new InvalidOperationException(
                            $"Turn {number} of worker {worker}, seed {FuzzBudget.Seed}, by {server.Listener}: {e.Message}", e);
                        server.Fail(failure);
                        throw failure;
                    }
                }
            }
        })));
    }

    private static int Seed(int worker, int number) => unchecked((((FuzzBudget.Seed * 31) + worker) * 1_000_003) + number);
}
