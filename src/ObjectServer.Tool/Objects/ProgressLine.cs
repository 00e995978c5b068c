namespace ObjectServer.Tool.Objects;

/// <summary>What a call reports, on the standard error: one line that changes on a terminal, a line each elsewhere.</summary>
internal sealed class ProgressLine : IProgress<object?>, IDisposable
{
    private const int BarWidth = 30;

    private readonly Lock _gate = new();
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private bool _isOpen;
    private bool _isOver;

    /// <inheritdoc/>
    public void Report(object? value)
    {
        lock (_gate)
        {
            if (_isOver) return;
            string line = $"progress: {ValueText.Of(value)}";
            if (_isTerminal && value is double share and >= 0 and <= 1)
            {
                int done = (int)(share * BarWidth);
                line = $"[{new string('#', done)}{new string('.', BarWidth - done)}] {share * 100:0} %";
            }

            if (_isTerminal) Console.Error.Write($"\r{line}\u001b[K");
            else Console.Error.WriteLine(line);
            _isOpen = _isTerminal;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            if (_isOpen) Console.Error.WriteLine();
            _isOpen = false;
        }
    }
}
