using Grpc.AspNetCore.Server.Model;
using ObjectServer.Wire;

namespace ObjectServer.Link;

/// <summary>Binds <see cref="LinkService"/> with marshallers that hand buffers through, where generated code would parse every frame.</summary>
internal sealed class LinkMethods : IServiceMethodProvider<LinkService>
{
    /// <inheritdoc/>
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<LinkService> context) =>
        context.AddDuplexStreamingMethod(
            FrameBatches.Link,
            [],
            static (service, requests, responses, call) => service.LinkAsync(requests, responses, call));
}
