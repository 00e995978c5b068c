using ObjectServer.Benchmarks.Calls;
using ObjectServer.Benchmarks.Loads;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Objects;

/// <summary>Creates a small object and releases it, in place of a call.</summary>
internal sealed class CreationTarget : CallTarget
{
    private readonly ObjectClient _client;
    private readonly ObjectClient _aside;
    private readonly IProcessMeter _meter;

    private CreationTarget(ObjectClient client, ObjectClient aside, IProcessMeter meter)
    {
        _client = client;
        _aside = aside;
        _meter = meter;
    }

    /// <summary>Connects, and makes sure that what is created does something.</summary>
    public static async Task<CallTarget> ConnectAsync(string address)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        ObjectClient aside = await ObjectClient.ConnectAsync(address);
        ICalculator calculator = await client.CreateAsync<ICalculator>();
        Check(await calculator.AddAsync(2, 3));
        await client.ReleaseAsync(calculator);
        return new CreationTarget(client, aside, await aside.CreateAsync<IProcessMeter>());
    }

    /// <summary>Creates and releases; both have been done in the server when it completes.</summary>
    public override async ValueTask AddAsync(int caller, int left, int right) => await _client.ReleaseAsync(await _client.CreateAsync<ICalculator>());

    /// <inheritdoc/>
    public override Task<long?> ServerAllocatedAsync() => Task.FromResult<long?>(_meter.AllocatedBytes());

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _aside.DisposeAsync();
    }
}
