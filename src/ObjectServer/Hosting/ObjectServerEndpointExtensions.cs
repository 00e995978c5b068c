using ObjectServer.Admin.Service;
using ObjectServer.Hosting;
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
    /// <param name="endpoints">The application, or a group of its endpoints.</param>
    /// <returns>
    /// For conventions of the gRPC endpoints, such as <c>RequireHost</c>, or <c>AllowAnonymous</c> in an application that asks everybody who
    /// they are. The socket link is not HTTP: no middleware and no convention sees it; who may reach it, the file of the socket says.
    /// </returns>
    /// <exception cref="InvalidOperationException"><c>AddObjectServer</c> was not called.</exception>
    public static IEndpointConventionBuilder MapObjectServer(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (endpoints.ServiceProvider.GetService<LaneAcceptor>() is null)
        {
            throw new InvalidOperationException("The services of the object server are missing: call builder.Services.AddObjectServer() first.");
        }

        endpoints.ServiceProvider.GetRequiredService<SocketLinkServer>().Map();
        GrpcServiceEndpointConventionBuilder links = endpoints.MapGrpcService<LinkService>();
        GrpcServiceEndpointConventionBuilder unary = endpoints.MapGrpcService<ObjectsService>();
        GrpcServiceEndpointConventionBuilder admin = endpoints.MapGrpcService<AdminService>();
        SessionGuard guard = endpoints.ServiceProvider.GetRequiredService<SessionGuard>();
        unary.Add(guard.Protect);
        admin.Add(guard.Protect);
        return new ObjectServerConventions(links, unary, admin);
    }
}
