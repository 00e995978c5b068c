using System.Diagnostics;
using System.Diagnostics.Metrics;
using ObjectServer.Contract;

namespace ObjectServer.Telemetry;

/// <summary>A call that somebody wants to know of, from when it is made until its result is there. Every call that was begun is ended, once.</summary>
internal readonly struct MadeCall
{
    private readonly ContractMember? _member;
    private readonly string _name;
    private readonly Activity? _span;
    private readonly long _start;

    private MadeCall(ContractMember? member, string name, string? address)
    {
        _member = member;
        _name = name;
        _span = CallTracing.MadeIsOn ? CallTracing.StartMade(name, address) : null;
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>Whether anybody wants to know of calls.</summary>
    public static bool AreWatched => CallTracing.MadeIsOn || ClientInstruments.Duration.Enabled;

    /// <summary>A call of a member is about to be made.</summary>
    public static MadeCall Begin(ContractMember member, string? address) => new(member, member.SpanName, address);

    /// <summary>A request is about to be made that is no call of a member.</summary>
    public static MadeCall Begin(string name, string? address) => new(null, name, address);

    /// <summary>Makes a request, and has it watched.</summary>
    public static async Task<T> WatchAsync<T>(string name, string? address, Func<Task<T>> make)
    {
        MadeCall watched = Begin(name, address);
        try
        {
            T result = await make().ConfigureAwait(false);
            watched.End(null);
            return result;
        }
        catch (Exception e)
        {
            watched.End(e);
            throw;
        }
    }

    /// <summary>It has ended.</summary>
    /// <param name="error">What it failed with; null when it did not.</param>
    public void End(Exception? error)
    {
        if (_span is not null) CallTracing.End(_span, error);
        Histogram<double> duration = ClientInstruments.Duration;
        if (!duration.Enabled) return;
        int slash = _name.LastIndexOf('/');
        duration.Record(
            Stopwatch.GetElapsedTime(_start).TotalSeconds,
            new KeyValuePair<string, object?>("objectserver.contract", slash > 0 ? _name[..slash] : ""),
            new KeyValuePair<string, object?>("objectserver.member", _member?.ShortName ?? _name[(slash + 1)..]),
            new KeyValuePair<string, object?>(OutcomeTag.Name, OutcomeTag.Of(error)));
    }
}
