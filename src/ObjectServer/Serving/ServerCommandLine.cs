using System.CommandLine;

namespace ObjectServer.Serving;

/// <summary>The program's command line. Values stay text here: they are read in one place, wherever they come from.</summary>
internal sealed class ServerCommandLine
{
    private const string ParentPipeFlag = "--parent-pipe";
    private const string OwnFolderFlag = "--own-folder";
    private const string ParentKeyFlag = "--parent-key";

    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    private readonly Dictionary<Setting, Option<string[]>> _settings = [];
    private readonly Option<bool> _noTcp = new("--no-tcp") { Description = "Listens on no TCP address, the same as --url none." };
    private readonly Option<bool> _noSocket = new("--no-socket") { Description = "Listens on no Unix socket, the same as --socket none." };
    private readonly Option<string?> _config = new("--config")
    {
        Description = "Settings file; it must exist. Default: appsettings.json in the working directory, if there is one.",
        HelpName = "path",
    };

    private readonly Option<bool> _healthCheck = new("--healthcheck")
    {
        Description = "Asks the server that runs with these settings whether it is ready, writes one line, and exits with 0 or 1.",
    };

    private readonly Option<bool> _parentPipe = new(ParentPipeFlag) { Hidden = true };
    private readonly Option<bool> _parentKey = new(ParentKeyFlag) { Hidden = true };
    private readonly Option<bool> _ownFolder = new(OwnFolderFlag) { Hidden = true };
    private readonly ParseResult _parsed;

    // Texts of any kind: the parser would drop one that is empty.
    private readonly string[] _texts;

    public ServerCommandLine(string[] arguments)
    {
        var root = new RootCommand(
            "Holds live objects that many processes share. A flag wins over its environment variable, and that over the settings file; "
            + $"{Settings.MaxCalls.Flag} is {Settings.MaxCalls.Variable} in the environment and {Setting.Section}:{Settings.MaxCalls.Key} in the file, "
            + "and so on.");
        foreach (Setting setting in Settings.All)
        {
            var option = new Option<string[]>(setting.Flag)
            {
                Description = setting.Description,
                HelpName = setting.ValueName,
                Arity = setting.IsSwitch ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
                AllowMultipleArgumentsPerToken = false,
            };
            _settings.Add(setting, option);
            root.Add(option);
            if (setting == Settings.Url) root.Add(_noTcp);
            if (setting == Settings.Socket) root.Add(_noSocket);
        }

        root.Add(_config);
        root.Add(_healthCheck);
        root.Add(_parentPipe);
        root.Add(_parentKey);
        root.Add(_ownFolder);
        string text = Settings.InitializerArgument.Flag + "=";
        ILookup<bool, string> isText = arguments.ToLookup(argument => argument.StartsWith(text, StringComparison.Ordinal));
        _texts = [.. isText[true].Select(argument => argument[text.Length..])];
        _parsed = root.Parse([.. isText[false]], Parsing);
    }

    /// <summary>Whether a server is to be asked, and none is to be started.</summary>
    public bool IsHealthCheck => _parsed.GetValue(_healthCheck);

    /// <summary>Whether the standard input is a pipe from the process that this one belongs to.</summary>
    public bool ParentPipe => _parsed.GetValue(_parentPipe);

    /// <summary>Whether the first line of that pipe is a key.</summary>
    public bool ParentKey => _parsed.GetValue(_parentKey);

    /// <summary>Whether the socket's folder was made for it alone, and goes with it.</summary>
    public bool OwnsFolder => _parsed.GetValue(_ownFolder);

    /// <summary>The settings file that was asked for; null when none was.</summary>
    public string? Config => _parsed.GetValue(_config);

    /// <summary>What cannot be understood, one line each.</summary>
    public IReadOnlyList<string> Faults => [.. _parsed.Errors.Select(error => error.Message)];

    /// <summary>Shows the help or the version if that is what was asked for.</summary>
    public bool TryShow(out int exitCode)
    {
        exitCode = ExitCodes.Done;
        if (_parsed.Errors.Count > 0 || _parsed.Action is null) return false;
        exitCode = _parsed.Invoke();
        return true;
    }

    /// <summary>What the command line gives for a setting; null when it gives nothing.</summary>
    public GivenSetting? Find(Setting setting)
    {
        if (setting == Settings.Url && _parsed.GetValue(_noTcp)) return new GivenSetting(_noTcp.Name, [Settings.None]);
        if (setting == Settings.Socket && _parsed.GetValue(_noSocket)) return new GivenSetting(_noSocket.Name, [Settings.None]);
        string[]? values = _parsed.GetResult(_settings[setting]) is null ? null : _parsed.GetValue(_settings[setting]);
        if (setting == Settings.InitializerArgument) values = [.. _texts, .. values ?? []];
        if (setting.IsSwitch && values is { Length: 0 }) values = [Settings.On];
        return values is { Length: > 0 } ? new GivenSetting(setting.Flag, values) : null;
    }
}
