using ObjectServer.Client;
using ObjectServer.Client.Link;
using ObjectServer.Client.Session;
using ObjectServer.IntegrationTests.KilledClients;

namespace ObjectServer.IntegrationTests.Crowds;

/// <summary>
/// A process with many sessions, at several addresses in turn: some hold references and a subscription, some are in the middle of a call, of a
/// sequence, of an upload. It says so, and waits to be killed.
/// </summary>
internal static class CrowdClient
{
    /// <summary>What makes the test program this client; a key, the number of sessions and the addresses follow.</summary>
    public const string Mode = "crowd";

    /// <summary>The line that says that all sessions are in the middle of something.</summary>
    public const string Busy = "busy";

    /// <summary>How many objects each session holds.</summary>
    public const int ObjectsOfASession = 3;

    /// <summary>What sessions do, one after the other; all but the last of them begin something that the server's ledger knows of.</summary>
    public const int Kinds = 4;

    // More than fits in a frame; some of it arrives.
    private const int UploadBytes = 2 * 1024 * 1024;
    private const int UploadBytesSent = 512 * 1024;

    // As many at a time as do not get into each other's way.
    private const int AtATime = 8;

    private static readonly List<object> Held = [];

    public static async Task<int> RunAsync(string key, int sessions, string[] addresses)
    {
        using var places = new SemaphoreSlim(AtATime);
        await Task.WhenAll(Enumerable.Range(0, sessions).Select(async number =>
        {
            await places.WaitAsync();
            await BeginAsync(key, number / addresses.Length % Kinds, addresses[number % addresses.Length]);
            places.Release();
        }));
        await Console.Out.WriteLineAsync(Busy);
        await Task.Delay(Timeout.InfiniteTimeSpan);
        return 0;
    }

    private static async Task BeginAsync(string key, int kind, string address)
    {
        StallingLink? stalling = null;
        ILink Link()
        {
            var parsed = LinkAddress.Parse(address);
            ILink link = parsed.Kind == LinkKind.Socket ? new SocketLink(parsed.Path!) : new GrpcLink(parsed);
            return kind == Kinds - 1 ? stalling = new StallingLink(link, UploadBytesSent) : link;
        }

        ClientSession session = await ClientSession.ConnectAsync(Link, new ObjectClientOptions { UseLocalSocket = false }, address, CancellationToken.None);
        var requests = new ObjectRequests(session);
        var objects = new List<ICrowded>();
        for (int i = 0; i < ObjectsOfASession; i++) objects.Add(await requests.CreateAsync<ICrowded>([key], new CreateOptions(), getOrCreate: false, CancellationToken.None));
        object begun = objects[0];
        switch (kind)
        {
            case 0:
                objects[0].Rung += static _ => { };
                break;
            case 1:
                begun = objects[0].HangAsync(new CancellationTokenSource().Token);
                break;
            case 2:
                IAsyncEnumerator<int> numbers = objects[0].NumbersAsync().GetAsyncEnumerator();
                begun = (numbers, await numbers.MoveNextAsync());
                break;
            default:
                begun = objects[0].TakeAsync(new byte[UploadBytes]);
                await stalling!.SentAsync();
                break;
        }

        lock (Held) Held.Add((session, objects, begun));
    }
}
