using Grpc.Core;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>How a request failed: the gRPC status, and the error in the trailer.</summary>
internal sealed record Failure(StatusCode Status, string Detail, Error Error, int TrailerBytes)
{
    /// <summary>The failure of a request; one that succeeds, or fails without the trailer, fails the test.</summary>
    public static async Task<Failure> OfAsync(Func<Task> request)
    {
        RpcException thrown = await Assert.ThrowsAsync<RpcException>(request);
        byte[]? error = thrown.Trailers.GetValueBytes("objectserver-error-bin");
        Assert.True(error is not null, $"There is no error in the trailers of {thrown.Status}.");
        return new Failure(thrown.StatusCode, thrown.Status.Detail, Error.Parser.ParseFrom(error), error.Length);
    }
}
