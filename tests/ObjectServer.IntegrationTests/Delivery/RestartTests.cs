using System.Collections.Concurrent;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>A server that is killed while its clients work, and started again at the same address. One small subclass for each link.</summary>
public abstract class RestartTests : IAsyncLifetime
{
    private const int Clients = 4;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(90);

    private readonly string _socket = Path.Combine(Path.GetTempPath(), $"objectserver-test-{Guid.NewGuid():N}.sock");
    private RunningProgram _program = null!;
    private string _url = "http://127.0.0.1:0";

    /// <summary>Which of the program's addresses the clients use.</summary>
    protected abstract string Choose(string tcp, string unix);

    private string Address { get; set; } = "";

    public async Task InitializeAsync()
    {
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _program.DisposeAsync();
        File.Delete(_socket);
        File.Delete(_socket + ".lock");
    }

    [Fact]
    [Trait("Conformance", "P-08")]
    public async Task Kill_OfTheServer_LeavesNoCallHangingAndNewProxiesWorkAtOnce()
    {
        var lost = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ObjectClient client = await ConnectAsync(new ObjectClientOptions { SessionLost = lost.SetResult });
        ITally tally = await client.CreateAsync<ITally>([], new CreateOptions { Type = "orderly", Name = "tally" });
        ObjectReference reference = client.ReferenceOf(tally);
        Task<long> waiting = tally.AddLaterAsync(1, 1);
        await Eventually.EqualAsync(1, () => Probe(client));

        await RestartAsync();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => waiting.WaitAsync(Guard));
        Assert.IsAssignableFrom<Exception>(await lost.Task.WaitAsync(Guard));

        // The old proxy says so at once, and reaches nothing else, even where the new server has an object of the same id.
        ITally anew = await client.CreateAsync<ITally>([], new CreateOptions { Type = "tally", Name = "tally" }).WaitAsync(Guard);
        Assert.Equal(1, await anew.AddAsync(1, 1).WaitAsync(Guard));
        await Assert.ThrowsAsync<ServerUnavailableException>(() => tally.AddAsync(1, 2).WaitAsync(Guard));
        Assert.Throws<ServerUnavailableException>(() => tally.Count);
        Assert.Throws<ObjectGoneException>(() => client.Attach<ITally>(reference));
        await Assert.ThrowsAsync<ObjectGoneException>(() => client.AttachAsync<ITally>(reference).WaitAsync(Guard));
        Assert.Equal(1, anew.Count);
        await client.ReleaseAsync(tally).WaitAsync(Guard);
    }

    [Fact]
    public async Task Kills_WhileClientsWork_EndEachCallWithWhatIsKnownOfIt()
    {
        var outcomes = new ConcurrentBag<string>();
        using var enough = new CancellationTokenSource();
        Task[] working = [.. Enumerable.Range(1, Clients).Select(client => WorkAsync(client, outcomes, enough.Token))];

        for (int kills = 1; kills <= 3; kills++)
        {
            int before = outcomes.Count(outcome => outcome == "done");
            await Eventually.SoAsync(() => outcomes.Count(outcome => outcome == "done") >= before + 200);
            await RestartAsync();
        }

        int last = outcomes.Count(outcome => outcome == "done");
        await Eventually.SoAsync(() => outcomes.Count(outcome => outcome == "done") >= last + 200);
        await enough.CancelAsync();
        await Task.WhenAll(working).WaitAsync(Guard);
        Assert.Equal(["done", "gone", "unavailable", "unknown"], outcomes.Append("gone").Append("unavailable").Append("unknown").Distinct().Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NamedProxy_OfAClientThatRebinds_FindsItsObjectInTheNewServer(bool synchronous)
    {
        await using ObjectClient client = await ConnectAsync(new ObjectClientOptions { RebindNamed = true });
        ITally tally = await client.GetOrCreateAsync<ITally>("tally", [], new CreateOptions { Type = "tally" });
        ITally quick = client.WithTimeout(tally, Guard);
        ITally unnamed = await client.CreateAsync<ITally>([], new CreateOptions { Type = "tally" });
        Assert.Equal(1, await tally.AddAsync(1, 1));
        await RestartAsync();
        await using (ObjectClient other = await ConnectAsync(new ObjectClientOptions()))
        {
            ITally theirs = await other.CreateAsync<ITally>([], new CreateOptions { Type = "tally", Name = "tally" });
            Assert.Equal(1, await theirs.AddAsync(7, 1));
            Assert.Equal(2, await theirs.AddAsync(7, 2));
        }

        long count = synchronous ? await Task.Run(() => tally.Add(1, 1)).WaitAsync(Guard) : await CallAgainAsync(tally);

        Assert.Equal(3, count);
        Assert.Equal(3, tally.Count);
        await Assert.ThrowsAsync<ServerUnavailableException>(() => unnamed.AddAsync(1, 1).WaitAsync(Guard));
        await Assert.ThrowsAsync<ServerUnavailableException>(() => quick.AddAsync(1, 2).WaitAsync(Guard));
    }

    [Fact]
    public async Task NamedProxy_WhoseObjectIsNotThere_SaysSo()
    {
        await using ObjectClient client = await ConnectAsync(new ObjectClientOptions { RebindNamed = true });
        ITally tally = await client.GetOrCreateAsync<ITally>("tally", [], new CreateOptions { Type = "tally" });
        await RestartAsync();

        await Eventually.SoAsync(() => client.Session.HasEnded);
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => tally.AddAsync(1, 1).WaitAsync(Guard));

        await client.GetOrCreateAsync<ITally>("tally", [], new CreateOptions { Type = "tally" });
        Assert.Equal(1, await tally.AddAsync(1, 1).WaitAsync(Guard));
    }

    [Fact]
    public async Task NamedArray_OfAClientThatRebinds_IsCopiedFromTheNewServer()
    {
        await using ObjectClient client = await ConnectAsync(new ObjectClientOptions { RebindNamed = true, MapSharedMemory = false });
        await using SharedArray<long> array = await client.GetOrCreateArrayAsync<long>("numbers", [100]);
        Assert.All(await array.ReadAsync(..), static number => Assert.Equal(0, number));
        await RestartAsync();
        await using ObjectClient other = await ConnectAsync(new ObjectClientOptions());
        await using SharedArray<long> theirs = await other.CreateArrayAsync<long>([100], "numbers");
        await theirs.FillAsync(7);
        await Eventually.SoAsync(() => client.Session.HasEnded);

        Assert.All(await array.ReadAsync(..).WaitAsync(Guard), static number => Assert.Equal(7, number));

        // From here on without calls of the array itself, in both directions.
        await using (SharedBlock<long> block = await array.AcquireAsync(..10, BlockAccess.ReadWrite)) block.Span.Fill(8);
        Assert.Equal(Enumerable.Repeat(8L, 10).Concat(Enumerable.Repeat(7L, 90)), await theirs.ReadAsync(..));
    }

    // One that is sent just before the link is seen to be broken may have run, for all the client knows.
    private static async Task<long> CallAgainAsync(ITally tally)
    {
        try
        {
            return await tally.AddAsync(1, 1).WaitAsync(Guard);
        }
        catch (OutcomeUnknownException)
        {
            return await tally.AddAsync(1, 1).WaitAsync(Guard);
        }
    }

    private static long Probe(ObjectClient client) => client.Session.Calls.Pending.Count;

    private async Task WorkAsync(int client, ConcurrentBag<string> outcomes, CancellationToken enough)
    {
        await using ObjectClient connected = await ConnectAsync(new ObjectClientOptions { ReconnectTimeout = TimeSpan.FromSeconds(20) });
        ITally? tally = null;
        long number = 0;
        while (!enough.IsCancellationRequested)
        {
            try
            {
                tally ??= await connected.GetOrCreateAsync<ITally>($"tally {client}", [], new CreateOptions { Type = "orderly" }, CancellationToken.None);
                number = await tally.AddAsync(client, number + 1);
                outcomes.Add("done");
            }
            catch (ServerUnavailableException)
            {
                (tally, number) = (null, 0);
                outcomes.Add("unavailable");
            }
            catch (OutcomeUnknownException)
            {
                (tally, number) = (null, 0);
                outcomes.Add("unknown");
            }
            catch (ObjectGoneException)
            {
                (tally, number) = (null, 0);
                outcomes.Add("gone");
            }
        }
    }

    private Task<ObjectClient> ConnectAsync(ObjectClientOptions options) => ObjectClient.ConnectAsync(Address, options);

    private async Task RestartAsync()
    {
        _program.Send(Signals.Kill);
        await _program.WaitForExitAsync();
        await _program.DisposeAsync();
        await StartAsync();
    }

    private async Task StartAsync()
    {
        _program = RunningProgram.Start(["--url", _url, "--socket", _socket, "--load", TestProgram.Path]);
        string[] addresses = (await _program.WaitUntilReadyAsync()).Split(' ');
        _url = addresses[0];
        Address = Choose(addresses[0], addresses[1]);
    }
}
