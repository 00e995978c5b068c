using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Shared memory of this process in another one: the server is the program.</summary>
public sealed class OtherProcessTests : IAsyncLifetime
{
    private IServerOfVictims _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ProgramServer.StartAsync(unixSocket: true, socketLink: true);
        _client = await ObjectClient.ConnectAsync(_server.Address);
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    [Trait("Conformance", "C-066")]
    [Trait("Conformance", "C-131")]
    public async Task Array_IsReadByAnotherProcess_AndOutlivesIt()
    {
        await using SharedArray<double> array = await _client.CreateArrayAsync<double>([5], "numbers");
        await array.WriteAsync(new[] { 1, 2.5, -3, 4, double.MaxValue });
        string path = (await array.Memory.GetPlaceAsync())!.Path;

        for (int i = 0; i < 2; i++)
        {
            await using VictimProcess child = Start(MemoryClient.Read, "numbers");
            Assert.Equal("True 5: 1 2.5 -3 4 1.7976931348623157E+308", await child.ReadLineAsync());
            await child.WaitForExitAsync();
        }

        Assert.True(File.Exists(path));
        Assert.Equal(4, (await array.ReadAsync(3..4))[0]);
        Assert.Single(await _client.ListAsync());
    }

    [Fact]
    [Trait("Conformance", "C-070")]
    [Trait("Conformance", "C-123")]
    public async Task Array_IsWrittenByAnotherProcess_ThatFoundItByName()
    {
        double[] numbers = [680, 626, 934, 821, 150, 233, 548, 982, 714, 831];
        await using SharedArray<double> array = await _client.CreateArrayAsync<double>([10], "sums");
        Assert.Equal(10, array.Length);
        await array.WriteAsync(numbers);
        double[] some = await array.ReadAsync(2..7);
        Assert.Equal(numbers[2..7], some);
        await array.WriteAsync(new[] { 1, 2.0 }, 4);
        (numbers[4], numbers[5]) = (1, 2);

        await using VictimProcess child = Start(MemoryClient.Sum, "sums");
        Assert.Equal("True", await child.ReadLineAsync());
        await child.WaitForExitAsync();

        double sum = 0;
        double[] expected = [.. numbers.Select(number => sum += number)];
        Assert.Equal(expected, await array.ReadAsync(..));
    }

    [Fact]
    [Trait("Conformance", "C-121")]
    [Trait("Conformance", "C-123")]
    public async Task Handle_LeadsToTheSameBytes_InBothDirections()
    {
        ICruncher cruncher = await _client.CreateAsync<ICruncher>(options: new CreateOptions { Name = "cruncher" });
        await using SharedArray<double> mine = await _client.CreateArrayAsync<double>([3]);
        cruncher.Kept = mine;

        await using VictimProcess child = Start(MemoryClient.Exchange);
        Assert.Equal("exchanged", await child.ReadLineAsync());
        await child.WaitForExitAsync();

        await using SharedArray<double> theirs = cruncher.Kept!;
        double[] changed = await mine.ReadAsync(..);
        Assert.Equal([1, 1, 1], changed);
        Assert.Equal([2, 2], theirs.Shape);
        Assert.Equal(2, (await theirs.ReadAsync(..)).Sum());
        Assert.True(theirs.IsInPlace);
    }

    [Fact]
    [Trait("Conformance", "C-122")]
    public async Task Handle_OfWhatWasDeleted_LeadsNowhere()
    {
        await using SharedArray<double> array = await _client.CreateArrayAsync<double>([3], "doomed");
        var reference = ObjectReference.Parse($"{_client.ReferenceOf(array.Memory)}");
        await using ObjectClient other = await ObjectClient.ConnectAsync(_server.Address);
        await using SharedArray<double> theirs = await SharedArray.OpenAsync<double>(await other.AttachAsync<ISharedMemory>(reference));
        await theirs.FillAsync(1);

        await _client.DeleteAsync("doomed");

        await Assert.ThrowsAsync<ObjectGoneException>(() => other.AttachAsync<ISharedMemory>(reference));
        await Eventually.SoAsync(() => theirs.IsInPlace == true && Gone(theirs) && Gone(array));
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => _client.GetArrayAsync<double>("doomed"));
    }

    [Fact]
    [Trait("Conformance", "C-127")]
    public async Task List_IsChangedByAnotherProcess()
    {
        await using SharedList list = await _client.CreateMemoryListAsync([1, "two", "some room for it"], "list");

        await using VictimProcess child = Start(MemoryClient.Change, "list");

        Assert.Equal("True 3: 1 two by the child", await child.ReadLineAsync());
        Assert.Equal("by the child", list[^1]);
    }

    // In place that is seen when the server has disposed of it, which it does after it has answered.
    private static bool Gone(SharedArray<double> array)
    {
        try
        {
            array.Acquire(..).Dispose();
            return false;
        }
        catch (ObjectGoneException)
        {
            return true;
        }
    }

    private VictimProcess Start(string what, params string[] name) => VictimProcess.Start([MemoryClient.Mode, _server.Address, what, .. name]);
}
