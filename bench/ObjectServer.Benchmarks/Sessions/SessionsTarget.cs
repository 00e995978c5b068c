using ObjectServer.Benchmarks.Calls;
using ObjectServer.Benchmarks.Loads;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Sessions;

/// <summary>
/// Many sessions of one process, each with an object of its own. Each has made a call by the time it is there: a session that has never been
/// used is nobody's.
/// </summary>
/// <param name="address">Of the server.</param>
internal sealed class SessionsTarget(string address) : CallTarget
{
    // How many connect at a time; there are other processes that do so as well.
    private const int Connecting = 8;

    private readonly List<(ObjectClient Client, ICalculator Calculator)> _sessions = [];

    /// <summary>How many there are.</summary>
    public int Count => _sessions.Count;

    /// <summary>Makes it so many: connects further ones, or ends some.</summary>
    public async Task ResizeAsync(int count)
    {
        while (_sessions.Count < count)
            _sessions.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(Connecting, count - _sessions.Count)).Select(_ => ConnectAsync())));
        await Task.WhenAll(_sessions.Skip(count).Select(static session => session.Client.DisposeAsync().AsTask()));
        _sessions.RemoveRange(count, _sessions.Count - count);
    }

    /// <inheritdoc/>
    public override ValueTask AddAsync(int caller, int left, int right) => new(_sessions[caller % _sessions.Count].Calculator.AddAsync(left, right));

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync() => await ResizeAsync(0);

    private async Task<(ObjectClient Client, ICalculator Calculator)> ConnectAsync()
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        ICalculator calculator = await client.CreateAsync<ICalculator>();
        Check(await calculator.AddAsync(2, 3));
        return (client, calculator);
    }
}
