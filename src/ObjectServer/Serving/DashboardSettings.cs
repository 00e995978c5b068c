using ObjectServer.Serving.Tls;

namespace ObjectServer.Serving;

/// <summary>What the program is told of its dashboard.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="HostNames">Under which names it answers.</param>
/// <param name="AllowPlaintext">It was said that the network is private anyway.</param>
internal sealed record DashboardSettings(ListenAddress Address, IReadOnlyList<string> HostNames, bool AllowPlaintext)
{
    /// <summary>Reads the settings; null when there is to be no dashboard.</summary>
    /// <param name="reader">Where they come from.</param>
    /// <param name="tls">The certificates there are.</param>
    /// <param name="hasKey">One can log in with a key.</param>
    public static DashboardSettings? Read(SettingReader reader, TlsSettings tls, bool hasKey)
    {
        (string Origin, string Value)? given = reader.Single(Settings.Dashboard);
        IReadOnlyList<string> names = reader.Find(Settings.DashboardHost)?.Values ?? [];
        if (given is not { } said || said.Value is "false" or Settings.None)
        {
            if (names.Count > 0) reader.Faults.Add($"{reader.Find(Settings.DashboardHost)!.Origin}: there is no {Settings.Dashboard.Flag}.");
            return null;
        }

        foreach (string name in names.Where(name => Uri.CheckHostName(name) != UriHostNameType.Dns))
            reader.Faults.Add($"{reader.Find(Settings.DashboardHost)!.Origin}: \"{name}\" is no name of a machine, such as manager.example.org.");
        bool allowsPlaintext = reader.Switch(Settings.InsecurePlaintext, false);
        string text = said.Value == Settings.On ? DashboardOptions.DefaultAddress : said.Value;
        ListenAddress? address = ListenAddress.TryParse(text, out string? fault);
        fault ??= address!.FaultWith(tls.HasCertificate, hasKey, allowsPlaintext);
        if (fault is null) return new DashboardSettings(address!, names, allowsPlaintext);
        reader.Faults.Add($"{said.Origin}: {fault}");
        return null;
    }
}
