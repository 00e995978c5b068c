using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;

namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>A client that has nothing to do with those that are killed, and calls all the time.</summary>
internal sealed class Bystander : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly ObjectClient _client;
    private readonly ICalculator _calculator;
    private readonly Task _calling;
    private readonly Lock _gate = new();
    private TaskCompletionSource? _awaited;
    private int _awaitedCalls;
    private int _calls;
    private volatile bool _enough;

    private Bystander(ObjectClient client, ICalculator calculator)
    {
        _client = client;
        _calculator = calculator;
        _calling = Task.Run(CallAsync);
    }

    /// <summary>Connects one, and lets it call.</summary>
    public static async Task<Bystander> StartAsync(string address, ObjectClientOptions? options = null)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address, options);
        return new Bystander(client, await client.CreateAsync<ICalculator>());
    }

    /// <summary>Sees it make a hundred more calls, each with the right answer.</summary>
    public async Task AssertUnharmedAsync()
    {
        Task reached;
        lock (_gate)
        {
            _awaited ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaitedCalls = _calls + 100;
            reached = _awaited.Task;
        }

        await (await Task.WhenAny(reached, _calling).WaitAsync(Guard));
    }

    /// <summary>Lets it call no more, and sees that all its calls went well. It stays connected.</summary>
    public async Task RestAsync()
    {
        _enough = true;
        await _calling.WaitAsync(Guard);
    }

    public async ValueTask DisposeAsync()
    {
        await RestAsync();
        await _client.DisposeAsync();
    }

    private async Task CallAsync()
    {
        while (!_enough)
        {
            Assert.Equal(_calls + 1, await _calculator.AddAsync(_calls, 1).WaitAsync(Guard));
            lock (_gate)
            {
                if (++_calls < _awaitedCalls || _awaited is null) continue;
                _awaited.SetResult();
                _awaited = null;
            }
        }
    }
}
