using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ObjectServer;
using ObjectServer.Dashboard.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a dashboard to an object server.</summary>
public static class DashboardServiceCollectionExtensions
{
    /// <summary>
    /// Serves a dashboard of the application's object server, on an address of its own that has nothing to do with the application's. Where the
    /// server has keys one logs in with a key whose clients may administer the server, else by a link that is shown to who runs the server.
    /// </summary>
    /// <param name="services">The application's services, to which <c>AddObjectServer</c> adds the server's.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="OptionsValidationException">Thrown when the application starts: the address must not be used like that; the message says what it needs.</exception>
    public static IServiceCollection AddObjectServerDashboard(this IServiceCollection services, Action<DashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<DashboardOptions> options = services.AddOptions<DashboardOptions>();
        if (configure is not null) options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DashboardOptions>, DashboardOptionsValidation>());
        options.ValidateOnStart();
        services.TryAddSingleton<DashboardHost>();
        services.AddHostedService(static provider => provider.GetRequiredService<DashboardHost>());
        return services;
    }
}
