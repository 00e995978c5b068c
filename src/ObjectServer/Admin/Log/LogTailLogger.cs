namespace ObjectServer.Admin.Log;

/// <summary>Keeps the lines of one category.</summary>
/// <param name="tail">Where.</param>
/// <param name="category">The category.</param>
/// <param name="least">From which level on; none of them for <see cref="LogLevel.None"/>.</param>
internal sealed class LogTailLogger(LogTail tail, string category, LogLevel least) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        string text = formatter(state, exception);
        if (exception is not null) text = $"{text} {exception.GetType()}: {exception.Message}";
        tail.Add(logLevel, category, text.ReplaceLineEndings(" "));
    }
}
