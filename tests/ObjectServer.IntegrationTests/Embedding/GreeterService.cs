using Grpc.Core;

namespace ObjectServer.IntegrationTests.Embedding;

/// <summary>A gRPC service of an application's own.</summary>
public sealed class GreeterService : GreeterBase
{
    public override Task<string> Greet(string name, ServerCallContext context)
    {
        string user = context.GetHttpContext().User.Identity?.Name ?? "nobody";
        return Task.FromResult($"hello {name}, from {user}");
    }
}
