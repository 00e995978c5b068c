using Microsoft.Extensions.Options;
using ObjectServer.Client.Link;
using ObjectServer.Values.Structured;

namespace ObjectServer.Hosting;

/// <summary>Checks the options when the server starts, and says all that is wrong with them at once.</summary>
internal sealed class ObjectServerOptionsValidation : IValidateOptions<ObjectServerOptions>
{
    private const int MostKeys = 1024;
    private const int MostKeyCharacters = 4096;
    private const int MostNameCharacters = 64;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ObjectServerOptions options)
    {
        var faults = new List<string>();
        Check(options.MaxValueBytes >= 1024, nameof(options.MaxValueBytes), options.MaxValueBytes, "at least 1024");
        Check(
            options.AdvertisedAddress is null or "" || (options.AdvertisedAddress.Length <= ObjectReference.MostAddressChars && LinkAddress.TryParse(options.AdvertisedAddress, out _)),
            nameof(options.AdvertisedAddress),
            $"\"{options.AdvertisedAddress}\"",
            $"an address, such as http://10.0.0.5:5080 or unix:/path, of at most {ObjectReference.MostAddressChars} characters");
        Check(options.MaxCallsPerSession is >= 1 and <= 65_536, nameof(options.MaxCallsPerSession), options.MaxCallsPerSession, "from 1 to 65536");
        Check(options.MaxQueueItems is >= 1 and <= 1 << 30, nameof(options.MaxQueueItems), options.MaxQueueItems, "from 1 to 1073741824");
        Check(options.MaxWaitingCalls is >= 1 and <= 1_048_576, nameof(options.MaxWaitingCalls), options.MaxWaitingCalls, "from 1 to 1048576");
        foreach ((string option, int value) in new[]
        {
            (nameof(options.MaxSessions), options.MaxSessions),
            (nameof(options.MaxSessionsPerAddress), options.MaxSessionsPerAddress),
            (nameof(options.MaxSessionsPerPrincipal), options.MaxSessionsPerPrincipal),
            (nameof(options.MaxConnections), options.MaxConnections),
            (nameof(options.MaxConnectionsPerAddress), options.MaxConnectionsPerAddress),
            (nameof(options.MaxHandshakes), options.MaxHandshakes),
            (nameof(options.MaxHandshakesPerAddress), options.MaxHandshakesPerAddress),
            (nameof(options.MaxObjectsPerSession), options.MaxObjectsPerSession),
            (nameof(options.MaxSubscriptionsPerSession), options.MaxSubscriptionsPerSession),
            (nameof(options.MaxHoldsPerSession), options.MaxHoldsPerSession),
            (nameof(options.MaxElements), options.MaxElements),
            (nameof(options.MaxWatchedChanges), options.MaxWatchedChanges),
        })
        {
            Check(value >= 1, option, value, "at least 1");
        }

        foreach ((string option, long value) in new[]
        {
            (nameof(options.MaxSegmentBytes), options.MaxSegmentBytes),
            (nameof(options.MaxMemoryBytesPerSession), options.MaxMemoryBytesPerSession),
            (nameof(options.MaxMemoryBytes), options.MaxMemoryBytes),
        })
        {
            Check(value >= 0, option, value, "not negative");
        }

        Check(
            options.SharedMemoryDirectory is not { } directory || (Path.IsPathFullyQualified(directory) && Directory.Exists(directory)),
            nameof(options.SharedMemoryDirectory),
            $"\"{options.SharedMemoryDirectory}\"",
            "the full path of a folder that exists");
        Check(options.MaxJsonDepth is >= 1 and <= JsonOptions.MaxDepth, nameof(options.MaxJsonDepth), options.MaxJsonDepth, $"from 1 to {JsonOptions.MaxDepth}");
        Check(options.CpuLaneThreads is >= 0 and <= 1024, nameof(options.CpuLaneThreads), options.CpuLaneThreads, "from 0 to 1024");
        Check(options.BlockingReaders is >= 0 and <= 4096, nameof(options.BlockingReaders), options.BlockingReaders, "from 0 to 4096");
        Check(options.HandshakeTimeout > TimeSpan.Zero, nameof(options.HandshakeTimeout), options.HandshakeTimeout, "longer than nothing");
        Check(
            options.SessionGrace >= TimeSpan.Zero && options.SessionGrace <= TimeSpan.FromHours(24),
            nameof(options.SessionGrace),
            options.SessionGrace,
            "from nothing to 24 hours");
        Check(
            options.LockGrace >= TimeSpan.Zero && options.LockGrace <= TimeSpan.FromHours(24),
            nameof(options.LockGrace),
            options.LockGrace,
            "from nothing to 24 hours");
        Check(
            options.HeartbeatInterval >= TimeSpan.FromMilliseconds(10) && options.HeartbeatInterval <= TimeSpan.FromHours(1),
            nameof(options.HeartbeatInterval),
            options.HeartbeatInterval,
            "from 10 milliseconds to 1 hour");
        Check(
            options.WatchdogAfter >= TimeSpan.Zero && options.WatchdogAfter <= TimeSpan.FromHours(24),
            nameof(options.WatchdogAfter),
            options.WatchdogAfter,
            "from nothing to 24 hours");
        Check(options.DrainTimeout >= TimeSpan.Zero, nameof(options.DrainTimeout), options.DrainTimeout, "not negative");
        Check(options.UnaryLease > TimeSpan.Zero, nameof(options.UnaryLease), options.UnaryLease, "longer than nothing");
        CheckKeys(options, faults);
        faults.AddRange(options.Rules.Select(rule => rule.Clients.KeyName).OfType<string>().Distinct()
            .Where(key => key.Length == 0 ? options.AuthKey is null : !options.AuthKeys.ContainsKey(key))
            .Select(key => key.Length == 0
                ? $"A rule is for clients with the key without a name, and there is no {nameof(ObjectServerOptions)}.{nameof(options.AuthKey)}."
                : $"A rule is for clients with the key \"{key}\", and {nameof(ObjectServerOptions)}.{nameof(options.AuthKeys)} has none of that name."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool holds, string option, object value, string demand)
        {
            if (!holds) faults.Add($"{nameof(ObjectServerOptions)}.{option} is {value}; it must be {demand}.");
        }
    }

    // A key is never shown, whatever is wrong with it.
    private static void CheckKeys(ObjectServerOptions options, List<string> faults)
    {
        string keys = $"{nameof(ObjectServerOptions)}.{nameof(options.AuthKeys)}";
        if (options.AuthKeys.Count > MostKeys) faults.Add($"{keys} has {options.AuthKeys.Count} keys; it may have {MostKeys}.");
        if (options.AuthKeys.Keys.Any(name => string.IsNullOrWhiteSpace(name) || name.Length > MostNameCharacters))
            faults.Add($"{keys} has a key whose name is empty or longer than {MostNameCharacters} characters. The key without a name is {nameof(options.AuthKey)}.");
        CheckKey($"{nameof(ObjectServerOptions)}.{nameof(options.AuthKey)}", options.AuthKey ?? "-");
        foreach ((string name, string key) in options.AuthKeys) CheckKey($"{keys}[\"{name}\"]", key);

        void CheckKey(string option, string? key)
        {
            if (string.IsNullOrWhiteSpace(key)) faults.Add($"{option} is empty, which is no key; leave it out, or give one that cannot be guessed.");
            else if (key.Length > MostKeyCharacters) faults.Add($"{option} has {key.Length} characters; a key has at most {MostKeyCharacters}.");
        }
    }
}
