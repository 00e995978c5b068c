namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Refuses numbers below 0.</summary>
[SharedObject("returns")]
public sealed class Returns : IReturns
{
    public int Last { get; private set; }

    public void Void(int value) => Last = Checked(value);

    public string Value(int value) => $"{Last = Checked(value)}";

    public Task TaskAsync(int value, bool later) => TaskOfAsync(value, later);

    public async Task<string> TaskOfAsync(int value, bool later)
    {
        if (later) await Task.Yield();
        return Value(value);
    }

    public ValueTask ValueTaskAsync(int value, bool later) => later ? new ValueTask(TaskAsync(value, later)) : Done(value);

    public async ValueTask<string?> ValueTaskOfAsync(int? value, bool later) => value is { } given ? await TaskOfAsync(given, later) : null;

    private ValueTask Done(int value)
    {
        Last = Checked(value);
        return default;
    }

    private static int Checked(int value) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "below 0");
}
