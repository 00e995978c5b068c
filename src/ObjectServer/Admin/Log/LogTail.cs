namespace ObjectServer.Admin.Log;

/// <summary>The last lines of the server's log, in memory. Calls may overlap.</summary>
/// <param name="time">The clock of the lines.</param>
/// <param name="scope">Whose lines are kept.</param>
[ProviderAlias("ObjectServerLogTail")]
internal sealed class LogTail(TimeProvider time, LogScope scope) : ILoggerProvider
{
    /// <summary>How many lines are kept.</summary>
    public const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly LogLine[] _lines = new LogLine[Capacity];
    private TaskCompletionSource? _more;
    private long _last;

    /// <summary>The number of the last line; 0 before the first.</summary>
    public long Last
    {
        get
        {
            lock (_gate) return _last;
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new LogTailLogger(this, categoryName, scope.Covers(categoryName) ? LogScope.Least(categoryName) : LogLevel.None);

    /// <summary>Keeps a line.</summary>
    public void Add(LogLevel level, string category, string text)
    {
        TaskCompletionSource? more;
        lock (_gate)
        {
            var line = new LogLine(++_last, time.GetUtcNow(), level, category, text.Length <= LogLine.MostCharacters ? text : text[..(LogLine.MostCharacters - 1)] + "…");
            _lines[line.Number % Capacity] = line;
            more = _more;
            _more = null;
        }

        more?.TrySetResult();
    }

    /// <summary>The last lines, the oldest of them first.</summary>
    /// <param name="after">Only those with a greater number; 0 for all that are kept.</param>
    /// <param name="least">Only those of this level or a graver one.</param>
    /// <param name="most">How many are wanted: the last ones.</param>
    public IReadOnlyList<LogLine> Read(long after = 0, LogLevel least = LogLevel.Trace, int most = Capacity)
    {
        lock (_gate)
        {
            var read = new List<LogLine>();
            for (long number = _last; number > Math.Max(after, _last - Capacity) && read.Count < most; number--)
            {
                if (_lines[number % Capacity] is { } line && line.Level >= least) read.Add(line);
            }

            read.Reverse();
            return read;
        }
    }

    /// <summary>Completes when there is a line with a greater number.</summary>
    public Task MoreAsync(long than)
    {
        lock (_gate) return _last > than ? Task.CompletedTask : (_more ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The lines stay readable for who still looks at a server that ends.
    }
}
