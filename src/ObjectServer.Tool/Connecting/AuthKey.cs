using ObjectServer.Serving;

namespace ObjectServer.Tool.Connecting;

/// <summary>The key that proves who asks. It is never shown.</summary>
internal static class AuthKey
{
    /// <summary>The variable that says where the key file is; the first one counts.</summary>
    public const string FileVariable = "OBJECTSERVER_AUTH_KEY_FILE";

    /// <summary>The key and its name; null for none.</summary>
    /// <param name="given">What the flag says: a path, or name=path.</param>
    /// <param name="variable">The key that the environment has.</param>
    /// <param name="config">The user's file, which is asked last.</param>
    /// <exception cref="UsageException">The file cannot be read, or others may.</exception>
    public static (string? Name, string? Key) Read(string? given, string? variable, ToolConfig config)
    {
        const StringSplitOptions Parts = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        string origin = given is null ? FileVariable : "--auth-key-file";
        if (given is null && !string.IsNullOrEmpty(variable)) return (null, variable);
        given ??= Environment.GetEnvironmentVariable(FileVariable)?.Split(';', Parts).FirstOrDefault();
        if (given is null)
        {
            if (config.AuthKey is not null) return (config.AuthKeyName, config.AuthKey);
            if (config.AuthKeyFile is null) return (null, null);
            given = config.AuthKeyFile;
            origin = "authKeyFile";
        }

        (string? name, string path) = KeyFileArgument.Parse(given);
        return (name, KeyFile.TryRead(path, out string? fault) ?? throw new UsageException($"{origin}: {fault}"));
    }
}
