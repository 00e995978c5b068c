using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ObjectServer.Memory;

namespace ObjectServer.Serving.Tls;

/// <summary>Reads certificates from files and from the system's store.</summary>
internal static class Certificates
{
    /// <summary>Reads the server's certificate, with what stands between it and its authority.</summary>
    /// <exception cref="CryptographicException">It cannot be read, or is not there.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Others than the owner may read the private key, or this process may not.</exception>
    public static SslStreamCertificateContext ReadOwn(TlsSettings settings)
    {
        if (settings.Store is { } store) return SslStreamCertificateContext.Create(Find(store), null, offline: true);
        CheckPrivate(settings.KeyHolder!);
        X509Certificate2Collection all = IsPem(settings.Certificate!) ? ReadPem(settings) : ReadPfx(settings);
        X509Certificate2 own = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new CryptographicException($"{settings.Certificate} has no certificate with a private key.");
        all.Remove(own);
        return SslStreamCertificateContext.Create(own, all, offline: true);
    }

    /// <summary>Reads authorities.</summary>
    /// <exception cref="CryptographicException">There is none, or they cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not read it.</exception>
    public static X509Certificate2Collection ReadAuthorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities.Count > 0 ? authorities : throw new CryptographicException($"{path} has no certificate in PEM.");
    }

    private static bool IsPem(string path) => File.ReadAllText(path).Contains("-----BEGIN", StringComparison.Ordinal);

    private static X509Certificate2Collection ReadPem(TlsSettings settings)
    {
        X509Certificate2 own = settings.Password is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(settings.Certificate!, password, settings.Key)
            : X509Certificate2.CreateFromPemFile(settings.Certificate!, settings.Key);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(settings.Certificate!);
        return [own, .. all.Where(certificate => certificate.Thumbprint != own.Thumbprint)];
    }

    private static X509Certificate2Collection ReadPfx(TlsSettings settings) =>
        X509CertificateLoader.LoadPkcs12CollectionFromFile(settings.Certificate!, settings.Password);

    private static X509Certificate2 Find(string wanted)
    {
        foreach (StoreLocation location in (StoreLocation[])[StoreLocation.CurrentUser, StoreLocation.LocalMachine])
        {
            using var store = new X509Store(StoreName.My, location);
            try
            {
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            }
            catch (CryptographicException)
            {
                // Not every system has each store.
                continue;
            }

            X509Certificate2? newest = store.Certificates
                .Where(certificate => certificate.HasPrivateKey
                    && (certificate.Thumbprint.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                        || certificate.Subject.Contains(wanted, StringComparison.OrdinalIgnoreCase)))
                .MaxBy(certificate => certificate.NotAfter);
            if (newest is not null) return newest;
        }

        throw new CryptographicException($"The system's stores (My of the user and of the machine) have no certificate \"{wanted}\" with a private key.");
    }

    private static void CheckPrivate(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        using FileStream file = File.OpenRead(path);
        if (FileStatus.IsPrivate(file.SafeFileHandle)) return;
        throw new UnauthorizedAccessException(
            $"{path} holds a private key, and others than its owner may read or write it, or it belongs to another user: chown it to the server's user, and chmod 600 {path}.");
    }
}
