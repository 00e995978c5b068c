using Grpc.Core;

namespace Grpc.StandIns.Tests.Abstractions;

public sealed class StatusTests
{
    [Fact]
    public void Defaults_SuccessAndCancelled_CarryNoText()
    {
        Assert.Equal(new Status(StatusCode.OK, ""), Status.DefaultSuccess);
        Assert.Equal(new Status(StatusCode.Cancelled, ""), Status.DefaultCancelled);
    }

    [Fact]
    public void ToString_WithAndWithoutException_NamesAllThereIs()
    {
        Status plain = new(StatusCode.Aborted, "lost");
        Status debugged = new(StatusCode.Aborted, "lost", new InvalidOperationException("why"));

        Assert.Equal("Status(StatusCode=\"Aborted\", Detail=\"lost\")", plain.ToString());
        Assert.Equal(
            "Status(StatusCode=\"Aborted\", Detail=\"lost\", DebugException=\"System.InvalidOperationException: why\")",
            debugged.ToString());
    }

    [Fact]
    public void RpcException_OfAStatus_SpeaksForIt()
    {
        InvalidOperationException cause = new("why");
        Status status = new(StatusCode.NotFound, "gone", cause);
        Metadata trailers = new() { { "a", "1" } };

        RpcException plain = new(status);
        RpcException full = new(status, trailers, "message");

        Assert.Equal(status.ToString(), plain.Message);
        Assert.Same(Metadata.Empty, plain.Trailers);
        Assert.Same(cause, plain.InnerException);
        Assert.Equal(StatusCode.NotFound, plain.StatusCode);
        Assert.Equal("message", full.Message);
        Assert.Same(trailers, full.Trailers);
        Assert.Equal("own", new RpcException(status, "own").Message);
        Assert.Throws<ArgumentNullException>(() => new RpcException(status, (Metadata)null!));
    }
}
