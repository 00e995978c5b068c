using ObjectServer.Health;
using ObjectServer.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the health of an object server into an application.</summary>
public static class ObjectServerHealthEndpointExtensions
{
    /// <summary>
    /// Maps gRPC's health service (<c>grpc.health.v1.Health</c>), and <c>/healthz</c> for HTTP of any version: <c>/healthz/ready</c> answers 200
    /// while calls through a session are answered and new sessions are taken, else 503; <c>/healthz/live</c> does not mind a server that
    /// drains; <c>/healthz</c> is readiness. Nothing else is told, and asking costs next to nothing: an answer holds for a second.
    /// Leave this out where the application maps a health service of its own.
    /// </summary>
    /// <param name="endpoints">The application, or a group of its endpoints, which then stands before the paths.</param>
    /// <returns>For conventions of these endpoints. Everybody may ask, whatever policies the application has, unless they say otherwise.</returns>
    /// <exception cref="InvalidOperationException"><c>AddObjectServer</c> was not called.</exception>
    public static IEndpointConventionBuilder MapObjectServerHealth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        HealthPages pages = endpoints.ServiceProvider.GetService<HealthPages>()
            ?? throw new InvalidOperationException("The services of the object server are missing: call builder.Services.AddObjectServer() first.");
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        var conventions = new ObjectServerConventions(
            endpoints.MapGrpcService<HealthService>(),
            endpoints.MapMethods(HealthAnswer.Path, methods, pages.ReadyAsync),
            endpoints.MapMethods(HealthAnswer.Path + HealthAnswer.Ready, methods, pages.ReadyAsync),
            endpoints.MapMethods(HealthAnswer.Path + HealthAnswer.Live, methods, pages.LiveAsync));
        return conventions.AllowAnonymous();
    }
}
