using ObjectServer.Benchmarks.Loads;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Objects;

/// <summary>
/// The two client processes of many idle objects: one creates and holds them, the other calls some. The one who holds says which, in one line,
/// and the other is told so.
/// </summary>
internal static class TokensProgram
{
    /// <summary>How the line begins that says of which objects some are called.</summary>
    public const string Held = "held ";

    // Enough to keep the server busy while they are created.
    private const int Creating = 256;

    private const int Callers = 64;

    /// <summary>Creates so many objects, and holds them until its input ends.</summary>
    /// <param name="address">The server's.</param>
    /// <param name="count">How many.</param>
    /// <param name="named">How many of them it names, spread over all.</param>
    public static async Task HoldAsync(string address, int count, int named)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        var tokens = new IToken[count];
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Creating, count)).Select(_ => Task.Run(async () =>
        {
            for (int i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next)) tokens[i] = await client.CreateAsync<IToken>();
        })));
        int step = Math.Max(1, count / named);
        await Console.Out.WriteLineAsync(Held + string.Join(' ', tokens.Where((_, i) => i % step == 0).Select(token => client.ReferenceOf(token))));
        await Console.In.ReadLineAsync();
        GC.KeepAlive(tokens);
    }

    /// <summary>Calls objects that it is told of, when it is its turn.</summary>
    public static async Task CallAsync(string address)
    {
        string line = await Console.In.ReadLineAsync() ?? throw new EndOfStreamException("No objects were named.");
        await using TokensTarget target = await TokensTarget.ConnectAsync(address, line.Split(' ').Select(text => ObjectReference.Parse(text)));
        await TurnsProgram.RunAsync(target, LoadKind.Async, Callers);
    }
}
