using Grpc.Core;
using Grpc.Net.Client;
using ObjectServer.Benchmarks.Rivals.GrpcValues.Protocol;
using ObjectServer.Benchmarks.Values;

namespace ObjectServer.Benchmarks.Rivals.GrpcValues;

/// <summary>Calls of the service, by one channel whose limit of 4 MB for a message is lifted.</summary>
internal sealed class GrpcValueTarget : ValueTarget
{
    private readonly GrpcChannel _channel;
    private readonly Store.StoreClient _client;

    /// <summary>Connects with the first call.</summary>
    public GrpcValueTarget(string address)
    {
        _channel = GrpcChannel.ForAddress(HttpConnections.Authority(address), new GrpcChannelOptions
        {
            HttpHandler = HttpConnections.Create(address),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = null,
        });
        _client = new Store.StoreClient(_channel);
    }

    /// <inheritdoc/>
    public override async Task<int> PutAsync(double[] array) => (await _client.PutAsync(new Numbers { Content = NumberBytes.Of(array) })).Length;

    /// <inheritdoc/>
    public override async Task<double[]> TakeAsync(int length) => NumberBytes.From((await _client.TakeAsync(new TakeRequest { Length = length })).Content);

    /// <inheritdoc/>
    public override async Task<long> ListAsync(int count) => (await _client.ListAsync(new ListRequest { Count = count })).Trades_.Count;

    /// <inheritdoc/>
    public override async Task<long> CountAsync(int count)
    {
        using AsyncServerStreamingCall<Number> call = _client.Count(new CountRequest { Count = count });
        long items = 0;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (call.ResponseStream.Current.Value == items) items++;
        }

        return items;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }
}
