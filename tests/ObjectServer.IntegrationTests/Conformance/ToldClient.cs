using System.Globalization;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Conformance;

/// <summary>A client in a process of its own that does what it is told with an object, and writes what came of it.</summary>
internal static class ToldClient
{
    /// <summary>What makes the test program this client; the server's address, one of the words below, and a reference follow.</summary>
    public const string Mode = "client-as-told";

    /// <summary>Holds the thing, says so, and waits to be killed.</summary>
    public const string Hold = "hold";

    /// <summary>Writes the thing's attributes, and says what it reads.</summary>
    public const string Write = "write";

    /// <summary>Has a member throw, and says what it catches.</summary>
    public const string Fail = "fail";

    /// <summary>Uses what members of the desk return, and says so.</summary>
    public const string Follow = "follow";

    public static async Task<int> RunAsync(string address, string what, string reference)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        var known = ObjectReference.Parse(reference);
        switch (what)
        {
            case Hold:
                IDesk desk = await client.GetOrCreateAsync<IDesk>("desk");
                IThing held = desk.Show(client.Attach<IThing>(known));
                await Console.Out.WriteLineAsync(held.Key);
                await Task.Delay(Timeout.InfiniteTimeSpan);
                GC.KeepAlive(held);
                break;
            case Write:
                await Console.Out.WriteLineAsync(WriteTo(client.Attach<IThing>(known)));
                break;
            case Fail:
                await Console.Out.WriteLineAsync(Caught(client.Attach<IThing>(known)));
                break;
            case Follow:
                await Console.Out.WriteLineAsync(await FollowAsync(client.Attach<IDesk>(known)));
                break;
            default:
                return 2;
        }

        return 0;
    }

    private static string WriteTo(IThing thing)
    {
        thing.Temperature = 2.5;
        thing["colour"] = "blue";
        thing[1, 2] = 12;
        return string.Create(CultureInfo.InvariantCulture, $"{thing.Temperature} {thing["colour"]} {thing[1, 2]} {thing[2, 1]}");
    }

    private static string Caught(IThing thing)
    {
        try
        {
            thing.Fail("too hot");
            return "nothing";
        }
        catch (InvalidOperationException e)
        {
            string stack = (e.InnerException as RemoteInvocationException)?.RemoteStack ?? "";
            string[] frames = [.. new[] { "Thing.Fail", "Thing.Deeper" }.Where(frame => stack.Contains(frame, StringComparison.Ordinal))];
            return $"{e.GetType().Name}: {e.Message} in {string.Join(" and ", frames)}";
        }
    }

    private static async Task<string> FollowAsync(IDesk desk)
    {
        IThing made = desk.Make("one");
        made.Temperature = 1;
        IThing same = desk.Show(made);
        var keys = new List<string> { $"{made.Key}{same.Temperature}{Equals(made, same)}" };
        foreach ((string key, IThing thing) in await desk.MakeAllAsync(["two", "three"])) keys.Add($"{key}={thing.Key}");
        return string.Join(' ', keys);
    }
}
