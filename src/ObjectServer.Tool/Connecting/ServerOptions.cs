using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ObjectServer.Client;
using ObjectServer.Serving;
using ObjectServer.Tool.Administration;

namespace ObjectServer.Tool.Connecting;

/// <summary>
/// The options of every command that talks to a server: where it is and who asks. Flags and variables have the names that they have for the
/// server's program.
/// </summary>
internal sealed class ServerOptions
{
    /// <summary>What the program calls itself in the server's lists.</summary>
    public const string ClientName = "objectserver";

    private const string KeyVariable = "OBJECTSERVER_AUTH_KEY";

    private readonly Option<string?> _url = new("--url")
    {
        Description = $"Address of the server: http://host:port, https://host:port, unix:/path or grpc+unix:/path. Default: {ServerAddress.UrlVariable}, "
            + $"{ServerAddress.SocketVariable}, the server's default socket if it is there, else {DefaultAddress.Url}.",
        HelpName = "address",
    };

    private readonly Option<string?> _socket = new("--socket") { Description = "Unix socket of the server, the same as --url unix:path.", HelpName = "path" };

    private readonly Option<string?> _keyFile = new("--auth-key-file")
    {
        Description = $"File with the key; only its owner may read it. name=path says which of the server's named keys it is. "
            + $"Default: {AuthKey.FileVariable}, or the key itself in {KeyVariable}.",
        HelpName = "path",
    };

    private readonly Option<string?> _authority = new("--authority")
    {
        Description = "File with the certificates, in PEM, of the authorities that may vouch for an https server. Default: those that the system trusts.",
        HelpName = "path",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = $"File that says address and key where neither flags nor the environment do; private to its owner if it has a key. Default: {ToolConfig.DefaultPath}.",
        HelpName = "path",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_socket);
        command.Add(_keyFile);
        command.Add(_authority);
        command.Add(_config);
    }

    /// <summary>Connects to the server that the command line means.</summary>
    /// <exception cref="UsageException">It does not say one.</exception>
    /// <exception cref="ServerUnavailableException">No object server answers there.</exception>
    public async Task<ObjectClient> ConnectAsync(ParseResult parsed, CancellationToken cancel)
    {
        (string address, ObjectClientOptions options) = Read(parsed);
        return await ExplainAsync(address, () => ObjectClient.ConnectAsync(address, options, cancel));
    }

    /// <summary>Begins to administer the server that the command line means.</summary>
    /// <inheritdoc cref="ConnectAsync" path="/exception"/>
    public async Task<AdminConnection> OpenAdminAsync(ParseResult parsed, CancellationToken cancel)
    {
        (string address, ObjectClientOptions options) = Read(parsed);
        return await ExplainAsync(address, () => AdminConnection.OpenAsync(address, options, cancel));
    }

    private (string Address, ObjectClientOptions Options) Read(ParseResult parsed)
    {
        ToolConfig config = ToolConfig.Read(parsed.GetValue(_config));
        string address = ServerAddress.Choose(parsed.GetValue(_url), parsed.GetValue(_socket), config);
        (string? name, string? key) = AuthKey.Read(parsed.GetValue(_keyFile), Environment.GetEnvironmentVariable(KeyVariable), config);
        return (address, new ObjectClientOptions
        {
            AuthKey = key,
            AuthKeyName = name,
            ClientName = ClientName,
            TrustedAuthorities = (parsed.GetValue(_authority) ?? config.Authority) is { } path ? Authorities(path) : null,
            ReconnectTimeout = TimeSpan.Zero,
        });
    }

    private static async Task<T> ExplainAsync<T>(string address, Func<Task<T>> connect)
    {
        try
        {
            return await connect();
        }
        catch (ServerUnavailableException e)
        {
            throw new ServerUnavailableException($"{e.Message} Start the server, or say by --url or --socket where it is.", e);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"{address}: {e.Message}");
        }
    }

    private static X509Certificate2Collection Authorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--authority: {path} cannot be read: {e.Message}");
        }

        return authorities.Count > 0 ? authorities : throw new UsageException($"--authority: {path} has no certificate in PEM.");
    }
}
