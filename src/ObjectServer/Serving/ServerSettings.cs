using System.Text;
using ObjectServer.Client.Link;
using ObjectServer.Serving.Export;
using ObjectServer.Serving.Tls;

namespace ObjectServer.Serving;

/// <summary>What the program runs with.</summary>
internal sealed record ServerSettings
{
    private static readonly TimeSpan LongestDrain = TimeSpan.FromHours(24);

    private static readonly Dictionary<string, LogLevel> Levels =
        Enum.GetValues<LogLevel>().ToDictionary(level => level.ToString().ToLowerInvariant());

    private static readonly Dictionary<string, bool?> StackReceivers = new() { ["always"] = true, ["local"] = null, ["never"] = false };

    /// <summary>Full paths of the assemblies to load, each once.</summary>
    public required IReadOnlyList<string> Load { get; init; }

    /// <summary>Names of the types that generic methods may be called for besides the usual ones, each once.</summary>
    public required IReadOnlyList<string> TypeArguments { get; init; }

    /// <summary>The TCP addresses to listen on; may be empty.</summary>
    public required IReadOnlyList<ListenAddress> Addresses { get; init; }

    /// <summary>Full path of the Unix socket; null for none.</summary>
    public required string? Socket { get; init; }

    /// <summary>The least level that is logged.</summary>
    public required LogLevel LogLevel { get; init; }

    /// <summary>Whether the level was given, and so wins over what a <c>Serilog</c> section says.</summary>
    public required bool LogLevelGiven { get; init; }

    /// <summary>What runs before the server listens; null for nothing.</summary>
    public required InitializerSettings? Initializer { get; init; }

    /// <summary>The certificates of addresses with TLS.</summary>
    public required TlsSettings Tls { get; init; }

    /// <summary>Where traces and metrics are sent; null for nowhere.</summary>
    public required OtlpSettings? Otlp { get; init; }

    /// <summary>Where the dashboard listens, and for whom; null for no dashboard.</summary>
    public DashboardSettings? Dashboard { get; private set; }

    /// <summary>What the library is told.</summary>
    public required ObjectServerOptions Options { get; init; }

    /// <summary>Reads all settings.</summary>
    /// <param name="reader">Where they come from.</param>
    /// <param name="parentKey">The key of the process that this one belongs to; null for none.</param>
    /// <exception cref="StartException">Something is wrong with them; all of it is listed.</exception>
    public static ServerSettings Read(SettingReader reader, string? parentKey = null)
    {
        var standard = new ObjectServerOptions();
        var settings = new ServerSettings
        {
            Load = [.. (reader.Find(Settings.Load)?.Values ?? []).Select(Path.GetFullPath).Distinct()],
            TypeArguments = [.. (reader.Find(Settings.TypeArgument)?.Values ?? []).Distinct()],
            Addresses = ReadAddresses(reader),
            Socket = ReadSocket(reader),
            LogLevel = reader.Word(Settings.LogLevel, LogLevel.Information, Levels),
            LogLevelGiven = reader.Find(Settings.LogLevel) is not null,
            Initializer = ReadInitializer(reader),
            Tls = TlsSettings.Read(reader),
            Otlp = OtlpSettings.Read(reader),
            Options = new ObjectServerOptions
            {
                AdvertisedAddress = ReadAdvertised(reader),
                MaxValueBytes = reader.Whole(Settings.MaxValueBytes, standard.MaxValueBytes, 1024, long.MaxValue),
                MaxCallsPerSession = (int)reader.Whole(Settings.MaxCalls, standard.MaxCallsPerSession, 1, 65_536),
                MaxWaitingCalls = (int)reader.Whole(Settings.MaxWaitingCalls, standard.MaxWaitingCalls, 1, 1_048_576),
                MaxSessions = (int)reader.Whole(Settings.MaxSessions, standard.MaxSessions, 1, int.MaxValue),
                MaxSessionsPerAddress = (int)reader.Whole(Settings.MaxSessionsPerAddress, standard.MaxSessionsPerAddress, 1, int.MaxValue),
                MaxSessionsPerPrincipal = (int)reader.Whole(Settings.MaxSessionsPerPrincipal, standard.MaxSessionsPerPrincipal, 1, int.MaxValue),
                MaxConnections = (int)reader.Whole(Settings.MaxConnections, standard.MaxConnections, 1, int.MaxValue),
                MaxConnectionsPerAddress = (int)reader.Whole(Settings.MaxConnectionsPerAddress, standard.MaxConnectionsPerAddress, 1, int.MaxValue),
                MaxHandshakes = (int)reader.Whole(Settings.MaxHandshakes, standard.MaxHandshakes, 1, int.MaxValue),
                MaxHandshakesPerAddress = (int)reader.Whole(Settings.MaxHandshakesPerAddress, standard.MaxHandshakesPerAddress, 1, int.MaxValue),
                MaxObjectsPerSession = (int)reader.Whole(Settings.MaxObjects, standard.MaxObjectsPerSession, 1, int.MaxValue),
                MaxSubscriptionsPerSession = (int)reader.Whole(Settings.MaxSubscriptions, standard.MaxSubscriptionsPerSession, 1, int.MaxValue),
                MaxJsonDepth = (int)reader.Whole(Settings.MaxJsonDepth, standard.MaxJsonDepth, 1, 64),
                CpuLaneThreads = (int)reader.Whole(Settings.CpuThreads, standard.CpuLaneThreads, 0, 1024),
                BlockingReaders = (int)reader.Whole(Settings.BlockingReaders, standard.BlockingReaders, 0, 4096),
                SessionGrace = reader.Seconds(Settings.SessionGraceSeconds, standard.SessionGrace, LongestDrain),
                LockGrace = reader.Seconds(Settings.LockGraceSeconds, standard.LockGrace, LongestDrain),
                MaxHoldsPerSession = (int)reader.Whole(Settings.MaxHolds, standard.MaxHoldsPerSession, 1, int.MaxValue),
                MaxElements = (int)reader.Whole(Settings.MaxElements, standard.MaxElements, 1, int.MaxValue),
                MaxWatchedChanges = (int)reader.Whole(Settings.MaxWatchedChanges, standard.MaxWatchedChanges, 1, int.MaxValue),
                HeartbeatInterval = reader.Seconds(Settings.HeartbeatSeconds, standard.HeartbeatInterval, TimeSpan.FromHours(1)),
                OfferLocalSocket = reader.Switch(Settings.OfferLocalSocket, standard.OfferLocalSocket),
                ShareMemory = reader.Switch(Settings.ShareMemory, standard.ShareMemory),
                SharedMemoryDirectory = reader.Single(Settings.MemoryDirectory)?.Value,
                MaxSegmentBytes = reader.Whole(Settings.MaxSegmentBytes, standard.MaxSegmentBytes, 0, long.MaxValue),
                MaxMemoryBytesPerSession = reader.Whole(Settings.MaxMemoryBytesPerSession, standard.MaxMemoryBytesPerSession, 0, long.MaxValue),
                MaxMemoryBytes = reader.Whole(Settings.MaxMemoryBytes, standard.MaxMemoryBytes, 0, long.MaxValue),
                DrainTimeout = reader.Seconds(Settings.DrainSeconds, standard.DrainTimeout, LongestDrain),
                MemberStatistics = reader.Switch(Settings.MemberStatistics, standard.MemberStatistics),
                WatchdogAfter = reader.Seconds(Settings.WatchdogSeconds, standard.WatchdogAfter, LongestDrain),
                IncludeRemoteStack = reader.Word(Settings.IncludeStack, standard.IncludeRemoteStack, StackReceivers),
                AllowShutdown = reader.Switch(Settings.AllowShutdown, standard.AllowShutdown),
            },
        };
        KeySettings.Read(reader, parentKey, settings.Options);
        AllowSettings.Read(reader, settings.Options);
        CheckAddresses(reader, settings);
        settings.Dashboard = DashboardSettings.Read(reader, settings.Tls, hasKey: settings.Options.AuthKey is not null || settings.Options.AuthKeys.Count > 0);
        if (reader.Faults.Count == 0 && settings.Addresses.Count == 0 && settings.Socket is null)
            reader.Faults.Add("There is nothing to listen on: TCP and the Unix socket are both switched off.");
        return reader.Faults.Count == 0 ? settings : throw new StartException(ExitCodes.BadSettings, [.. reader.Faults.Distinct()]);
    }

    private static List<ListenAddress> ReadAddresses(SettingReader reader)
    {
        GivenSetting given = reader.Find(Settings.Url) ?? new GivenSetting(Settings.Url.Flag, [DefaultAddress.Url]);
        if (given.Values is [Settings.None]) return [];
        List<ListenAddress> addresses = [];
        foreach (string text in given.Values)
        {
            if (ListenAddress.TryParse(text, out string? fault) is { } address) addresses.Add(address);
            else reader.Faults.Add($"{given.Origin}: {fault}");
        }

        return addresses;
    }

    private static string? ReadAdvertised(SettingReader reader)
    {
        if (reader.Single(Settings.Advertise) is not { } given) return null;
        if (given.Value == Settings.None) return "";
        if (given.Value.Length > ObjectReference.MostAddressChars || !LinkAddress.TryParse(given.Value, out _))
            reader.Faults.Add($"{given.Origin}: \"{given.Value}\" is not an address of the form http://10.0.0.5:5080 or unix:/path.");
        return given.Value;
    }

    private static void CheckAddresses(SettingReader reader, ServerSettings settings)
    {
        bool hasKey = settings.Options.AuthKey is not null || settings.Options.AuthKeys.Count > 0;
        bool allowsPlaintext = reader.Switch(Settings.InsecurePlaintext, false);
        foreach (ListenAddress address in settings.Addresses)
        {
            bool asksWho = hasKey || (address.IsTls && settings.Tls.ClientAuthorities is not null);
            if (address.FaultWith(settings.Tls.HasCertificate, asksWho, allowsPlaintext) is { } fault)
                reader.Faults.Add($"{reader.Find(Settings.Url)?.Origin ?? Settings.Url.Flag}: {fault}");
        }
    }

    private static InitializerSettings? ReadInitializer(SettingReader reader)
    {
        (string Origin, string Value)? type = reader.Single(Settings.InitializerType);
        GivenSetting? arguments = reader.FindAny(Settings.InitializerArgument);
        if (reader.Single(Settings.Initializer) is { } path)
            return new InitializerSettings(Path.GetFullPath(path.Value), type?.Value, arguments?.Values ?? []);
        if ((type?.Origin ?? arguments?.Origin) is { } origin) reader.Faults.Add($"{origin}: there is no {Settings.Initializer.Flag}.");
        return null;
    }

    private static string? ReadSocket(SettingReader reader)
    {
        (string origin, string path) = reader.Single(Settings.Socket) ?? (Settings.Socket.Flag, DefaultAddress.SocketPath());
        if (path == Settings.None) return null;
        path = Path.GetFullPath(path);
        int bytes = Encoding.UTF8.GetByteCount(path);
        if (bytes > SocketFile.MaxPathBytes)
            reader.Faults.Add($"{origin}: {path} has {bytes} bytes; the path of a Unix socket has at most {SocketFile.MaxPathBytes}.");
        return path;
    }
}
