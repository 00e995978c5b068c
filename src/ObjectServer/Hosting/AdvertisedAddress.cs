using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ObjectServer.Client.Link;

namespace ObjectServer.Hosting;

/// <summary>Where others can reach the server. Calls may overlap.</summary>
internal sealed class AdvertisedAddress(ObjectServerOptions options, IServiceProvider services)
{
    private const string KestrelSocket = "http://unix:";

    private string? _found;
    private string? _socket;

    /// <summary>The address; null when there is none, or while the server does not listen yet.</summary>
    public string? Value => options.AdvertisedAddress is { } said ? (said.Length == 0 ? null : said) : _found ??= Find();

    /// <summary>A Unix socket that the server listens on, by its path; null when there is none, it is not to be told, or the server does not listen yet.</summary>
    public string? LocalSocket => options.OfferLocalSocket ? _socket ??= FindSocket() : null;

    // A host that listens nowhere has no server.
    private IEnumerable<string> Listening => services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    private string? Find() =>
        Listening.Select(Form).FirstOrDefault(address => LinkAddress.TryParse(address, out LinkAddress parsed) && !IsAny(parsed));

    private string? FindSocket() => Listening
        .Select(static listening => LinkAddress.TryParse(Form(listening), out LinkAddress parsed) ? parsed.Path : null)
        .FirstOrDefault(Path.IsPathRooted);

    private static string Form(string listening) =>
        listening.StartsWith(KestrelSocket, StringComparison.Ordinal) ? $"unix:{listening[KestrelSocket.Length..]}" : listening;

    // What stands for all addresses of the machine leads nowhere from another one.
    private static bool IsAny(LinkAddress address) => address.Uri?.Host is "0.0.0.0" or "[::]" or "*" or "+";
}
