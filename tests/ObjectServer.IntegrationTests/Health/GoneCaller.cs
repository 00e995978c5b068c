using Grpc.Core;

namespace ObjectServer.IntegrationTests.Health;

/// <summary>What gRPC hands a service whose caller has gone.</summary>
internal sealed class GoneCaller<T> : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => throw new InvalidOperationException("The request is complete.");

    public Task WriteAsync(T message, CancellationToken cancellationToken) => WriteAsync(message);
}
