using Grpc.Net.Client;
using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Rivals.GrpcCalls.Protocol;

namespace ObjectServer.Benchmarks.Rivals.GrpcCalls;

/// <summary>Unary calls. Callers are spread evenly over the channels, each with connections of its own.</summary>
internal sealed class GrpcUnaryTarget : CallTarget
{
    private readonly GrpcChannel[] _channels;
    private readonly Protocol.Calculator.CalculatorClient[] _clients;

    private GrpcUnaryTarget(GrpcChannel[] channels)
    {
        _channels = channels;
        _clients = [.. channels.Select(channel => new Protocol.Calculator.CalculatorClient(channel))];
    }

    /// <summary>Connects.</summary>
    public static async Task<CallTarget> ConnectAsync(string address, int channels)
    {
        var target = new GrpcUnaryTarget([.. Enumerable.Range(0, channels).Select(_ => CreateChannel(address))]);
        foreach (Protocol.Calculator.CalculatorClient client in target._clients)
            Check((await client.AddAsync(new AddRequest { Left = 2, Right = 3 })).Sum);
        return target;
    }

    /// <summary>A channel with a connection of its own.</summary>
    public static GrpcChannel CreateChannel(string address) => GrpcChannel.ForAddress(
        HttpConnections.Authority(address), new GrpcChannelOptions { HttpHandler = HttpConnections.Create(address), DisposeHttpClient = true });

    /// <inheritdoc/>
    public override ValueTask AddAsync(int caller, int left, int right) =>
        new(_clients[caller % _clients.Length].AddAsync(new AddRequest { Left = left, Right = right }).ResponseAsync);

    /// <inheritdoc/>
    public override int Add(int caller, int left, int right) =>
        _clients[caller % _clients.Length].Add(new AddRequest { Left = left, Right = right }).Sum;

    /// <inheritdoc/>
    public override async Task<long?> ServerAllocatedAsync() => (await _clients[0].AllocatedAsync(new AllocatedRequest())).Bytes;

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        foreach (GrpcChannel channel in _channels) channel.Dispose();
        return ValueTask.CompletedTask;
    }
}
