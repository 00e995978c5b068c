using System.Globalization;
using System.Threading.Channels;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>
/// A client that makes, fills, reads and drops shared arrays at random until it is killed, or told to end. A process of its own. It writes
/// <see cref="Busy"/> now and then, and answers what is asked on its standard input.
/// </summary>
internal static class KillingClient
{
    /// <summary>What makes the test program this client; the server's address and a seed follow.</summary>
    public const string Mode = "client-to-be-killed";

    public const string Busy = "busy";

    /// <summary>Asks it to pause; the answer says that all it holds is as it was.</summary>
    public const string Pause = "pause";

    public const string Intact = "intact";

    /// <summary>Lets it go on, in the same session or with a server that was started anew. It answers with the same word.</summary>
    public const string Go = "go", Reconnect = "reconnect";

    public const string End = "end";

    private const int DoingsPerLine = 2;

    public static async Task<int> RunAsync(string address, string seed)
    {
        int number = int.Parse(seed, CultureInfo.InvariantCulture);
        var asked = Channel.CreateBounded<string>(4);
        _ = Task.Run(async () =>
        {
            while (await Console.In.ReadLineAsync() is { } line) await asked.Writer.WriteAsync(line);
            asked.Writer.Complete();
        });

        // One in three uses the arrays by calls.
        var options = new ObjectClientOptions { MapSharedMemory = number % 3 != 0, ReconnectTimeout = TimeSpan.Zero };
        var work = new KillingWork(new Random(number));
        ObjectClient? client = null;
        bool isLost = false;
        for (int done = 1; ; done++)
        {
            if (isLost || asked.Reader.TryPeek(out _))
            {
                string question = await asked.Reader.ReadAsync();
                if (question == Pause)
                {
                    await Console.Out.WriteLineAsync($"{Intact} {work.Verify()}");
                    question = await asked.Reader.ReadAsync();
                }

                if (question == End) break;
                if (question == Reconnect)
                {
                    if (client is not null) await client.DisposeAsync();
                    work.Verify();
                    client = await ObjectClient.ConnectAsync(address, options);
                    isLost = false;
                }

                await Console.Out.WriteLineAsync(question);
                continue;
            }

            try
            {
                client ??= await ObjectClient.ConnectAsync(address, options);
                await work.DoAsync(client);
            }
            catch (Exception e) when (e is ObjectNotFoundException or ObjectGoneException or NameTakenException)
            {
                // Another client was faster.
            }
            catch (Exception e) when (e is ServerUnavailableException or OutcomeUnknownException)
            {
                isLost = true;
                work.Verify();
            }

            if (done % DoingsPerLine == 0) await Console.Out.WriteLineAsync(Busy);
        }

        await work.DisposeAsync();
        if (client is not null) await client.DisposeAsync();
        return 0;
    }
}
