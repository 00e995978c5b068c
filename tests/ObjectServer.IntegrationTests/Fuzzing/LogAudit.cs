using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>
/// Reads every line that a server logs, and keeps those that no line may be: with what a peer has sent in it, with a secret, or long enough for
/// either. How many lines there were, it counts.
/// </summary>
/// <param name="forbidden">What stands in no line.</param>
internal sealed class LogAudit(params string[] forbidden) : ILoggerProvider, ILogger
{
    private const int LongestLine = 700;

    private readonly Lock _gate = new();
    private readonly List<string> _faults = [];
    private long _lines;

    /// <summary>How many lines have been logged.</summary>
    public long Lines => Interlocked.Read(ref _lines);

    /// <summary>The first lines that should not be.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate) return [.. _faults];
        }
    }

    // The web server's own lines about each request are not the subject, and more than all others.
    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("ObjectServer", StringComparison.Ordinal) ? this : NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Interlocked.Increment(ref _lines);
        string line = formatter(state, exception);
        bool isOne = line.Length <= LongestLine && !line.AsSpan().ContainsAny('\r', '\n');

        // What an exception brings with it is several lines by nature.
        if (exception is not null) line += $" {exception}";
        if (isOne && !forbidden.Any(text => line.Contains(text, StringComparison.Ordinal))) return;
        lock (_gate)
        {
            if (_faults.Count < 10) _faults.Add(line);
        }
    }

    public void Dispose()
    {
    }
}
