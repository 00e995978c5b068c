using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;

namespace ObjectServer.IntegrationTests.Conformance;

/// <summary>A client in a process of its own that knows an address and a key, and puts values into a letter box.</summary>
internal static class PuttingClient
{
    /// <summary>What makes the test program this client; the server's address and key follow.</summary>
    public const string Mode = "client-that-puts";

    public static async Task<int> RunAsync(string address, string key)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(address, new ObjectClientOptions { AuthKey = key });
        ILetterBox box = await client.GetAsync<ILetterBox>("box");
        box.Put("hello", null, flag: true, 2.25, [0, 255], (1, "a"));
        box.Put("hallå väärld 世界 🙂", "", flag: false, double.NaN, [], (-1, ""));
        try
        {
            box.PutStrange(new Unwritable());
        }
        catch (ArgumentEncodingException e)
        {
            await Console.Out.WriteLineAsync(e.GetType().Name);
        }

        box.Put("last", null, flag: true, 0, [1], (0, ""));
        return 0;
    }
}
