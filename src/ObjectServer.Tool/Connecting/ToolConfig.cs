using System.Text.Json;
using System.Text.Json.Serialization;
using ObjectServer.Memory;

namespace ObjectServer.Tool.Connecting;

/// <summary>What the user's file says of the server that is meant, for what neither a flag nor the environment says.</summary>
internal sealed record ToolConfig
{
    private const int MostBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The server's address.</summary>
    public string? Url { get; init; }

    /// <summary>The server's Unix socket.</summary>
    public string? Socket { get; init; }

    /// <summary>The key itself. The file must then be its owner's alone.</summary>
    public string? AuthKey { get; init; }

    /// <summary>Which of the server's keys that is; null for the one without a name.</summary>
    public string? AuthKeyName { get; init; }

    /// <summary>File with the key: a path, or name=path.</summary>
    public string? AuthKeyFile { get; init; }

    /// <summary>File with the certificates of the authorities that may vouch for an https server.</summary>
    public string? Authority { get; init; }

    /// <summary>Where the file is that is read without being named.</summary>
    public static string DefaultPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "objectserver", "config.json");

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is; null for <see cref="DefaultPath"/>, where it may be missing.</param>
    /// <exception cref="UsageException">It cannot be read, says what is not known, or has a key that others may read.</exception>
    public static ToolConfig Read(string? path)
    {
        string file = path ?? DefaultPath;
        if (path is null && !File.Exists(file)) return new ToolConfig();
        try
        {
            using FileStream stream = File.OpenRead(file);
            byte[] content = new byte[MostBytes + 1];
            int count = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            if (count > MostBytes) throw new UsageException($"{file} is refused: it is larger than {MostBytes} bytes.");
            ToolConfig config = JsonSerializer.Deserialize<ToolConfig>(content.AsSpan(0, count), Reading) ?? new ToolConfig();
            config.Demand(file, isPrivate: OperatingSystem.IsWindows() || FileStatus.IsPrivate(stream.SafeFileHandle));
            return config;
        }
        catch (JsonException e)
        {
            // Its message may quote what is in the file.
            string where = e.LineNumber is { } line ? $" in line {line + 1}" : "";
            throw new UsageException($"{file} cannot be used{where}: it is a JSON object of texts with the names url, socket, authKey, authKeyName, authKeyFile and authority, and nothing else.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {e.Message}");
        }
    }

    private void Demand(string file, bool isPrivate)
    {
        if (Url is not null && Socket is not null) throw new UsageException($"{file}: url and socket each say where the server is; give one of them.");
        if (AuthKey is not null && AuthKeyFile is not null) throw new UsageException($"{file}: authKey and authKeyFile each give the key; give one of them.");
        if (AuthKey is not null && !isPrivate)
            throw new UsageException($"{file} is refused: it has a key, and others than its owner may read or write it, or it belongs to another user. Make it private: chmod 600 {file}.");
    }
}
