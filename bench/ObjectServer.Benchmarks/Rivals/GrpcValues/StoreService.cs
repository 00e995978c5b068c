using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ObjectServer.Benchmarks.Rivals.GrpcValues.Protocol;

namespace ObjectServer.Benchmarks.Rivals.GrpcValues;

/// <summary>The same operations as the shared objects', as a service of its own. What is sent again and again is made once.</summary>
internal sealed class StoreService : Store.StoreBase
{
    private static volatile double[] _kept = [];
    private static volatile Trades _trades = new();

    /// <inheritdoc/>
    public override Task<PutReply> Put(Numbers request, ServerCallContext context) =>
        Task.FromResult(new PutReply { Length = NumberBytes.From(request.Content).Length });

    /// <inheritdoc/>
    public override Task<Numbers> Take(TakeRequest request, ServerCallContext context)
    {
        if (_kept.Length != request.Length) _kept = new double[request.Length];
        return Task.FromResult(new Numbers { Content = NumberBytes.Of(_kept) });
    }

    /// <inheritdoc/>
    public override Task<Trades> List(ListRequest request, ServerCallContext context)
    {
        if (_trades.Trades_.Count != request.Count) _trades = new Trades { Trades_ = { Enumerable.Range(0, request.Count).Select(MessageOf) } };
        return Task.FromResult(_trades);
    }

    /// <inheritdoc/>
    public override async Task Count(CountRequest request, IServerStreamWriter<Number> responseStream, ServerCallContext context)
    {
        for (int i = 0; i < request.Count; i++) await responseStream.WriteAsync(new Number { Value = i });
    }

    private static Trade MessageOf(int id)
    {
        Values.Trade trade = Values.Trade.Of(id);
        return new Trade
        {
            Id = trade.Id,
            Volume = trade.Volume,
            Price = trade.Price,
            Symbol = trade.Symbol,
            At = Timestamp.FromDateTime(trade.At),
            IsSettled = trade.IsSettled,
        };
    }
}
