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

    /// <summary>Makes a call of a member, and has it watched. What goes wrong is in the task.</summary>
    public static Task<T> WatchAsync<T>(ContractMember member, string? address, Func<Task<T>> make) => WatchAsync(member, member.SpanName, address, make);

    /// <summary>Makes a request that is no call of a member, and has it watched. What goes wrong is in the task.</summary>
    public static Task<T> WatchAsync<T>(string name, string? address, Func<Task<T>> make) => WatchAsync(null, name, address, make);

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

    // Asynchronous from its beginning on, so that the span is current for what is made here and for nobody else.
    private static async Task<T> WatchAsync<T>(ContractMember? member, string name, string? address, Func<Task<T>> make)
    {
        var watched = new MadeCall(member, name, address);
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
}
