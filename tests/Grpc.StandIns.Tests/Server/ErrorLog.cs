using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Grpc.StandIns.Tests.Server;

/// <summary>Keeps what a server logs as an error or worse, so that a test fails by it.</summary>
public sealed class ErrorLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _entries = new();

    /// <summary>Takes out what was logged so far.</summary>
    public IReadOnlyList<string> Take()
    {
        List<string> taken = [];
        while (_entries.TryDequeue(out string? entry))
        {
            taken.Add(entry);
        }
        return taken;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<string> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) entries.Enqueue($"{category}: {formatter(state, exception)} {exception}");
        }
    }
}
