using Grpc.Core;
using ObjectServer.Benchmarks.Rivals.GrpcCalls.Protocol;

namespace ObjectServer.Benchmarks.Rivals.GrpcCalls;

/// <summary>The same operation as the shared object's, as a service of its own.</summary>
internal sealed class CalculatorService : Protocol.Calculator.CalculatorBase
{
    /// <inheritdoc/>
    public override Task<AddReply> Add(AddRequest request, ServerCallContext context) =>
        Task.FromResult(new AddReply { Sum = request.Left + request.Right });

    /// <inheritdoc/>
    public override async Task AddMany(
        IAsyncStreamReader<AddRequest> requestStream, IServerStreamWriter<AddReply> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            AddRequest request = requestStream.Current;
            await responseStream.WriteAsync(new AddReply { Sum = request.Left + request.Right, Id = request.Id });
        }
    }

    /// <inheritdoc/>
    public override async Task AddBatches(
        IAsyncStreamReader<AddRequests> requestStream, IServerStreamWriter<AddReplies> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var replies = new AddReplies();
            foreach (AddRequest request in requestStream.Current.Requests)
                replies.Replies.Add(new AddReply { Sum = request.Left + request.Right, Id = request.Id });
            await responseStream.WriteAsync(replies);
        }
    }

    /// <inheritdoc/>
    public override Task<AllocatedReply> Allocated(AllocatedRequest request, ServerCallContext context) =>
        Task.FromResult(new AllocatedReply { Bytes = GC.GetTotalAllocatedBytes(precise: true) });
}
