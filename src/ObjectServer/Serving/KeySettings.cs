namespace ObjectServer.Serving;

/// <summary>The keys that the program is given: by the process that it belongs to, by the environment, by files. None is ever shown.</summary>
internal static class KeySettings
{
    /// <summary>The variable that holds a key. It is taken out of the environment, which programs that objects start would inherit.</summary>
    public const string Variable = "OBJECTSERVER_AUTH_KEY";

    /// <summary>Reads the keys into options.</summary>
    /// <param name="reader">Where settings come from, and faults go to.</param>
    /// <param name="parentKey">The key of the process that this one belongs to; null for none.</param>
    /// <param name="options">Gets the keys.</param>
    public static void Read(SettingReader reader, string? parentKey, ObjectServerOptions options)
    {
        string? variable = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);

        // Who starts a server of its own has said which key it is; a variable that it has inherited is not meant.
        options.AuthKey = parentKey ?? (string.IsNullOrEmpty(variable) ? null : variable);
        if (reader.Find(Settings.AuthKeyFile) is not { } given) return;
        foreach (string value in given.Values)
        {
            (string? name, string path) = KeyFileArgument.Parse(value);
            if (KeyFile.TryRead(path, out string? fault) is not { } key) reader.Faults.Add($"{given.Origin}: {fault}");
            else if (name is null && options.AuthKey is not null) reader.Faults.Add($"{given.Origin}: {path} is a second key without a name. Name it: {Settings.AuthKeyFile.Flag} name={path}.");
            else if (name is null) options.AuthKey = key;
            else if (!options.AuthKeys.TryAdd(name, key)) reader.Faults.Add($"{given.Origin}: there are two keys of the name {name}.");
        }
    }
}
