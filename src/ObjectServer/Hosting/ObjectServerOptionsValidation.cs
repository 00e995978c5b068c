using Microsoft.Extensions.Options;
using ObjectServer.Client.Link;

namespace ObjectServer.Hosting;

/// <summary>Checks the options when the server starts, and says all that is wrong with them at once.</summary>
internal sealed class ObjectServerOptionsValidation : IValidateOptions<ObjectServerOptions>
{
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
        Check(options.MaxWaitingCalls is >= 1 and <= 1_048_576, nameof(options.MaxWaitingCalls), options.MaxWaitingCalls, "from 1 to 1048576");
        Check(options.MaxSessions >= 1, nameof(options.MaxSessions), options.MaxSessions, "at least 1");
        Check(options.CpuLaneThreads is >= 0 and <= 1024, nameof(options.CpuLaneThreads), options.CpuLaneThreads, "from 0 to 1024");
        Check(options.BlockingReaders is >= 0 and <= 4096, nameof(options.BlockingReaders), options.BlockingReaders, "from 0 to 4096");
        Check(options.HandshakeTimeout > TimeSpan.Zero, nameof(options.HandshakeTimeout), options.HandshakeTimeout, "longer than nothing");
        Check(options.DrainTimeout >= TimeSpan.Zero, nameof(options.DrainTimeout), options.DrainTimeout, "not negative");
        Check(options.UnaryLease > TimeSpan.Zero, nameof(options.UnaryLease), options.UnaryLease, "longer than nothing");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool holds, string option, object value, string demand)
        {
            if (!holds) faults.Add($"{nameof(ObjectServerOptions)}.{option} is {value}; it must be {demand}.");
        }
    }
}
