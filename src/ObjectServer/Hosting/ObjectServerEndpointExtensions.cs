using ObjectServer.Link;
using ObjectServer.Service;
using ObjectServer.Session;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps an object server into an application.</summary>
public static class ObjectServerEndpointExtensions
{
    /// <summary>
    /// Maps the server's gRPC services; the endpoint they are reached by must speak HTTP/2. Every Unix socket that the application
    /// listens on serves the socket link (<c>unix:</c>) as well.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <exception cref="InvalidOperationException"><c>AddObjectServer</c> was not called.</exception>
    public static IEndpointRouteBuilder MapObjectServer(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<LaneAcceptor>() is null)
        {
            throw new InvalidOperationException("The services of the object server are missing: call builder.Services.AddObjectServer() first.");
        }

        endpoints.ServiceProvider.GetRequiredService<SocketLinkServer>().Map();
        endpoints.MapGrpcService<LinkService>();
        endpoints.MapGrpcService<ObjectsService>().Add(endpoints.ServiceProvider.GetRequiredService<SessionGuard>().Protect);
        return endpoints;
    }
}
