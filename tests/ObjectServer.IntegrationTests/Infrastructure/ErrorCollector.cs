using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ObjectServer.IntegrationTests.Infrastructure;

/// <summary>Keeps every entry of a level and above.</summary>
internal sealed class ErrorCollector(ConcurrentQueue<string> errors, LogLevel least = LogLevel.Error) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) errors.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
