using Grpc.Core;

namespace Grpc.StandIns.Tests.Abstractions;

public sealed class StatusTests
{
    [Theory]
    [InlineData(StatusCode.OK, 0)]
    [InlineData(StatusCode.Cancelled, 1)]
    [InlineData(StatusCode.Unknown, 2)]
    [InlineData(StatusCode.InvalidArgument, 3)]
    [InlineData(StatusCode.DeadlineExceeded, 4)]
    [InlineData(StatusCode.NotFound, 5)]
    [InlineData(StatusCode.AlreadyExists, 6)]
    [InlineData(StatusCode.PermissionDenied, 7)]
    [InlineData(StatusCode.ResourceExhausted, 8)]
    [InlineData(StatusCode.FailedPrecondition, 9)]
    [InlineData(StatusCode.Aborted, 10)]
    [InlineData(StatusCode.OutOfRange, 11)]
    [InlineData(StatusCode.Unimplemented, 12)]
    [InlineData(StatusCode.Internal, 13)]
    [InlineData(StatusCode.Unavailable, 14)]
    [InlineData(StatusCode.DataLoss, 15)]
    [InlineData(StatusCode.Unauthenticated, 16)]
    public void StatusCode_Number_IsThatOfTheProtocol(StatusCode code, int number) => Assert.Equal(number, (int)code);

    [Fact]
    public void StatusCode_Codes_AreSeventeen() => Assert.Equal(17, Enum.GetValues<StatusCode>().Length);

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
            "Status(StatusCode=\"Aborted\", Detail=\"lost\", DebugException=\"System.InvalidOperationException: why\")", debugged.ToString());
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
