namespace ObjectServer.Client.Local;

/// <summary>The last lines that a program wrote, as many as fit. Lines may be added and read at the same time.</summary>
internal sealed class RecentLines
{
    private const int MaxCharacters = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = [];
    private int _characters;

    public void Add(string line)
    {
        if (line.Length > MaxCharacters) line = line[..MaxCharacters];
        lock (_lock)
        {
            _lines.Enqueue(line);
            _characters += line.Length;
            while (_characters > MaxCharacters) _characters -= _lines.Dequeue().Length;
        }
    }

    public override string ToString()
    {
        lock (_lock) return string.Join(Environment.NewLine, _lines);
    }
}
