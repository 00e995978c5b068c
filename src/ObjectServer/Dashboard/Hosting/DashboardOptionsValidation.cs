using Microsoft.Extensions.Options;

namespace ObjectServer.Dashboard.Hosting;

/// <summary>Refuses what a dashboard must not do, and says how it may be done.</summary>
internal sealed class DashboardOptionsValidation(IOptions<ObjectServerOptions> server) : IValidateOptions<DashboardOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DashboardOptions options)
    {
        List<string> faults = [];
        if (DashboardAddress.TryParse(options.Address, out string? fault) is not { } address) faults.Add(fault!);
        else Check(address, options, faults);
        if (options.LoginLifetime < Shortest || options.LoginLifetime > Longest)
            faults.Add($"{nameof(DashboardOptions)}.{nameof(options.LoginLifetime)} is {options.LoginLifetime}; it may be from {Shortest} to {Longest}.");
        foreach (string host in options.HostNames.Where(host => Uri.CheckHostName(host) != UriHostNameType.Dns))
            faults.Add($"{nameof(DashboardOptions)}.{nameof(options.HostNames)} has \"{host}\", which is no name of a machine, such as manager.example.org.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private void Check(DashboardAddress address, DashboardOptions options, List<string> faults)
    {
        if (address.IsTls && options.ConfigureEndpoint is null)
        {
            faults.Add($"The dashboard cannot listen on {options.Address}: TLS needs a certificate. Give one by "
                + $"{nameof(DashboardOptions)}.{nameof(options.ConfigureEndpoint)}: endpoint => endpoint.UseHttps(certificate).");
        }

        if (address.IsLoopback) return;
        List<string> needs = [];
        if (!address.IsTls && !options.AllowPlaintext)
            needs.Add($"TLS (https:// and a certificate; or, on a network that is private anyway, {nameof(DashboardOptions)}.{nameof(options.AllowPlaintext)})");
        if (server.Value.AuthKey is null && server.Value.AuthKeys.Count == 0)
            needs.Add($"a key to log in with ({nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.AuthKey)})");
        if (needs.Count > 0)
            faults.Add($"The dashboard cannot listen on {options.Address}: other machines can reach that, so it needs {string.Join(", and ", needs)}.");
    }
}
