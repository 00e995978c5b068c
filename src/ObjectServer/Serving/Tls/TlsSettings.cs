namespace ObjectServer.Serving.Tls;

/// <summary>Where the certificates of addresses with TLS come from.</summary>
/// <param name="Certificate">Full path of the server's certificate; null for none in a file.</param>
/// <param name="Key">Full path of its private key; null when the certificate's file has it.</param>
/// <param name="Password">Password of the certificate or the key; null for none. Never shown.</param>
/// <param name="Store">Thumbprint or subject of the certificate in the system's store; null for none.</param>
/// <param name="ClientAuthorities">Full path of the authorities of clients' certificates; null when clients need none.</param>
internal sealed record TlsSettings(string? Certificate, string? Key, string? Password, string? Store, string? ClientAuthorities)
{
    /// <summary>Whether addresses can have TLS.</summary>
    public bool HasCertificate => Certificate is not null || Store is not null;

    /// <summary>Full path of the file that holds the private key; null for none.</summary>
    public string? KeyHolder => Key ?? Certificate;

    /// <summary>Reads the settings.</summary>
    public static TlsSettings Read(SettingReader reader)
    {
        string? password = null;
        if (reader.Single(Settings.TlsPasswordFile) is { } file)
        {
            password = KeyFile.TryRead(Path.GetFullPath(file.Value), out string? fault);
            if (fault is not null) reader.Faults.Add($"{file.Origin}: {fault}");
        }

        var settings = new TlsSettings(
            PathOf(reader, Settings.TlsCertificate),
            PathOf(reader, Settings.TlsKey),
            password,
            reader.Single(Settings.TlsStore)?.Value,
            PathOf(reader, Settings.ClientCa));
        if (settings.Certificate is not null && settings.Store is not null)
            reader.Faults.Add($"{Settings.TlsCertificate.Flag} and {Settings.TlsStore.Flag} are two certificates; give one.");
        if (settings.Certificate is null && settings.Key is not null)
            reader.Faults.Add($"{Settings.TlsKey.Flag} needs {Settings.TlsCertificate.Flag}.");
        if (settings.ClientAuthorities is not null && !settings.HasCertificate)
            reader.Faults.Add($"{Settings.ClientCa.Flag} needs a certificate of the server's own: {Settings.TlsCertificate.Flag}.");
        return settings;
    }

    private static string? PathOf(SettingReader reader, Setting setting) =>
        reader.Single(setting) is { } given ? Path.GetFullPath(given.Value) : null;
}
