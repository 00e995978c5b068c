using Grpc.Core;
using Microsoft.AspNetCore.Http;
using ObjectServer.Link;
using ObjectServer.Wire;

namespace ObjectServer.Tests.Link;

/// <summary>A lane over gRPC whose stream ends while something is written to it.</summary>
public sealed class GrpcServerLaneTests
{
    public static TheoryData<Type> Endings => [typeof(InvalidOperationException), typeof(ObjectDisposedException), typeof(OperationCanceledException), typeof(ArgumentOutOfRangeException)];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Write_ToAStreamThatEnds_SaysThatTheLinkIsClosed(Type ending)
    {
        var lane = new GrpcServerLane(null!, new EndedStream((Exception)Activator.CreateInstance(ending, "writer")!), new DefaultHttpContext());
        FrameBuffer message = FrameBuffer.Rent(16);

        IOException refused = await Assert.ThrowsAsync<IOException>(() => lane.WriteAsync(message, CancellationToken.None).AsTask());

        Assert.IsType(ending, refused.InnerException);
        message.Release();
    }

    private sealed class EndedStream(Exception ending) : IServerStreamWriter<FrameBuffer>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(FrameBuffer message) => Task.FromException(ending);

        public Task WriteAsync(FrameBuffer message, CancellationToken cancellationToken) => Task.FromException(ending);
    }
}
