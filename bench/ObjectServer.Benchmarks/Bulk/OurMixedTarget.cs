using ObjectServer.Benchmarks.Calls;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Bulk;

/// <summary>All of it by one client.</summary>
internal sealed class OurMixedTarget : MixedTarget
{
    private readonly ObjectClient _client;
    private readonly ICalculator _calculator;
    private readonly IDepot _depot;
    private readonly double[] _sent;

    private OurMixedTarget(ObjectClient client, ICalculator calculator, IDepot depot, int pieceBytes)
    {
        _client = client;
        _calculator = calculator;
        _depot = depot;
        _sent = new double[pieceBytes / sizeof(double)];
    }

    /// <summary>Connects.</summary>
    public static async Task<OurMixedTarget> ConnectAsync(string address, int pieceBytes)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        return new OurMixedTarget(client, await client.CreateAsync<ICalculator>(), await client.CreateAsync<IDepot>(), pieceBytes);
    }

    /// <inheritdoc/>
    public override void Call() => _calculator.Add(1, 2);

    /// <inheritdoc/>
    public override async Task UploadAsync(int bytes) => await _depot.PutAsync(_sent);

    /// <inheritdoc/>
    public override async Task DownloadAsync(int bytes) => await _depot.TakeAsync(bytes / sizeof(double));

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _client.DisposeAsync();
}
