using ObjectServer.Benchmarks.Loads;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Calls;

/// <summary>A shared object, called through one proxy of one client by all callers.</summary>
internal sealed class ProxyTarget : CallTarget
{
    private readonly ObjectClient _client;
    private readonly ObjectClient _aside;
    private readonly ICalculator _calculator;
    private readonly IProcessMeter _meter;

    private ProxyTarget(ObjectClient client, ObjectClient aside, ICalculator calculator, IProcessMeter meter)
    {
        _client = client;
        _aside = aside;
        _calculator = calculator;
        _meter = meter;
    }

    /// <inheritdoc/>
    public override (long Sent, long Received)? Traffic => (_client.Statistics.BytesSent, _client.Statistics.BytesReceived);

    /// <summary>Connects, and creates the object. What the server has used is asked by a client of its own, past the load.</summary>
    public static async Task<CallTarget> ConnectAsync(string address)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        ObjectClient aside = await ObjectClient.ConnectAsync(address);
        ICalculator calculator = await client.CreateAsync<ICalculator>();
        Check(calculator.Add(2, 3));
        Check(await calculator.AddAsync(2, 3));
        return new ProxyTarget(client, aside, calculator, await aside.CreateAsync<IProcessMeter>());
    }

    /// <inheritdoc/>
    public override ValueTask AddAsync(int caller, int left, int right) => new(_calculator.AddAsync(left, right));

    /// <inheritdoc/>
    public override int Add(int caller, int left, int right) => _calculator.Add(left, right);

    /// <inheritdoc/>
    public override int Read(int caller) => _calculator.Value;

    /// <inheritdoc/>
    public override Task<long?> ServerAllocatedAsync() => Task.FromResult<long?>(_meter.AllocatedBytes());

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _aside.DisposeAsync();
    }
}
