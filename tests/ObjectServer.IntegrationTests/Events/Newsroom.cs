namespace ObjectServer.IntegrationTests.Events;

[SharedObject("newsroom")]
public sealed class Newsroom : INewsroom
{
    private Func<int, int>? _kept;

    public event Action<string, int>? Told;

    public event EventHandler<string>? Printed;

    public event EventHandler? Closed;

    public event Action<INewsroom>? Opened;

    public int Readers => (Told?.GetInvocationList().Length ?? 0) + (Printed?.GetInvocationList().Length ?? 0);

    public void Tell(string text, int times)
    {
        for (int i = 1; i <= times; i++) Told?.Invoke(text, i);
    }

    public void Print(string text) => Printed?.Invoke(this, text);

    public void Close() => Closed?.Invoke(this, EventArgs.Empty);

    public void Open() => Opened?.Invoke(this);

    public int Ask(Func<int, int> question, int value) => question(value);

    public Task<string> AskAsync(Func<string, Task<string>> question, string value) => question(value);

    public void Each(string[] values, Action<string>? action)
    {
        foreach (string value in values) action?.Invoke(value);
    }

    public Func<int, int> Same(Func<int, int> question) => question;

    public void Keep(Func<int, int>? question) => _kept = question;

    public Func<int, int>? Kept() => _kept;
}
