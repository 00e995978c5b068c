using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace ObjectServer.Serving.Logging;

/// <summary>
/// Lets only so many warnings and errors of one kind through in a minute, so that who can cause one cannot fill a disk with it. The rest is
/// counted, and told of in one line when the minute is over. A kind is the text that lines of it have before values are put in. What ends
/// the program, and what is less than a warning, passes. Calls may overlap.
/// </summary>
internal sealed class RepeatedLines : ILogEventFilter, ILogEventSink, IDisposable
{
    /// <summary>How many lines of a kind pass in a minute.</summary>
    public const int Most = 20;

    /// <summary>How many kinds are told apart at a time; what comes beyond counts as one.</summary>
    public const int MostKinds = 256;

    private const string Others = "(others)";
    private const int MostKindChars = 200;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly MessageTemplate Summary = new MessageTemplateParser().Parse("{Count} more lines of this kind were left out in the last minute: {Kind:l}");

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (LogEventLevel Level, int Count)> _seen = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private ILogEventSink? _out;

    /// <param name="time">The clock.</param>
    public RepeatedLines(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Tell(), null, Window, Window);
    }

    /// <summary>Where summaries go. Set once, before anything is logged.</summary>
    public void TellTo(ILogEventSink log) => _out = log;

    /// <inheritdoc/>
    public bool IsEnabled(LogEvent logEvent)
    {
        if (logEvent.Level is not (LogEventLevel.Warning or LogEventLevel.Error) || ReferenceEquals(logEvent.MessageTemplate, Summary)) return true;
        string kind = logEvent.MessageTemplate.Text;
        lock (_gate)
        {
            if (_seen.Count >= MostKinds && !_seen.ContainsKey(kind)) kind = Others;
            int count = _seen.GetValueOrDefault(kind).Count + 1;
            _seen[kind] = (logEvent.Level, count);
            return count <= Most;
        }
    }

    /// <summary>Nothing is written here: a log disposes of its sinks, and so this counts as one.</summary>
    public void Emit(LogEvent logEvent)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        Tell();
    }

    private void Tell()
    {
        (string Kind, LogEventLevel Level, int Count)[] left;
        lock (_gate)
        {
            left = [.. _seen.Where(kind => kind.Value.Count > Most).Select(kind => (kind.Key, kind.Value.Level, kind.Value.Count - Most))];
            _seen.Clear();
        }

        foreach ((string kind, LogEventLevel level, int count) in left)
        {
            string text = kind.Length > MostKindChars ? string.Create(CultureInfo.InvariantCulture, $"{kind.AsSpan(0, MostKindChars)}…") : kind;
            _out?.Emit(new LogEvent(
                _time.GetLocalNow(),
                level,
                null,
                Summary,
                [new LogEventProperty("Count", new ScalarValue(count)), new LogEventProperty("Kind", new ScalarValue(text))]));
        }
    }
}
