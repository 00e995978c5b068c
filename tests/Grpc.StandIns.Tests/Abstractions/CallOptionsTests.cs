using Grpc.Core;

namespace Grpc.StandIns.Tests.Abstractions;

public sealed class CallOptionsTests
{
    private static readonly CallCredentials Credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);

    [Fact]
    public void Default_Read_IsEmpty()
    {
        CallOptions options = default;

        Assert.Null(options.Headers);
        Assert.Null(options.Deadline);
        Assert.Null(options.WriteOptions);
        Assert.Null(options.PropagationToken);
        Assert.Null(options.Credentials);
        Assert.False(options.CancellationToken.CanBeCanceled);
        Assert.False(options.IsWaitForReady);
    }

    [Fact]
    public void With_EachValue_ChangesACopyAndKeepsTheOthers()
    {
        CallOptions before = default;
        CancellationToken cancelled = new(canceled: true);

        CallOptions after = before
            .WithHeaders(Metadata.Empty)
            .WithDeadline(DateTime.MaxValue)
            .WithCancellationToken(cancelled)
            .WithWriteOptions(WriteOptions.Default)
            .WithCredentials(Credentials)
            .WithWaitForReady();

        Assert.Same(Metadata.Empty, after.Headers);
        Assert.Equal(DateTime.MaxValue, after.Deadline);
        Assert.Equal(cancelled, after.CancellationToken);
        Assert.Same(WriteOptions.Default, after.WriteOptions);
        Assert.Same(Credentials, after.Credentials);
        Assert.True(after.IsWaitForReady);
        Assert.Null(before.Headers);
        Assert.False(after.WithWaitForReady(false).IsWaitForReady);
    }

    [Fact]
    public void Constructor_EachValue_IsKept()
    {
        CallOptions options = new(Metadata.Empty, DateTime.MaxValue, new(canceled: true), WriteOptions.Default, null, Credentials);

        Assert.Same(Metadata.Empty, options.Headers);
        Assert.Equal(DateTime.MaxValue, options.Deadline);
        Assert.True(options.CancellationToken.IsCancellationRequested);
        Assert.Same(WriteOptions.Default, options.WriteOptions);
        Assert.Same(Credentials, options.Credentials);
    }
}
