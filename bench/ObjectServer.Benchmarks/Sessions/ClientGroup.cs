using System.Globalization;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Sessions;

/// <summary>Client processes that have many sessions among them.</summary>
internal sealed class ClientGroup : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ChildProcess[] _processes;
    private int _sessions;

    private ClientGroup(ChildProcess[] processes) => _processes = processes;

    /// <summary>Starts so many processes, which have no sessions yet.</summary>
    public static ClientGroup Start(int processes, string address, Pinning pinning)
    {
        IReadOnlyList<string> command = Pinning.Apply(pinning.Client, OwnProgram.Command("sessions-client", "--address", address));
        return new ClientGroup([.. Enumerable.Range(0, processes).Select(_ => ChildProcess.Start(command))]);
    }

    /// <summary>Makes the sessions of all processes so many, each having as many as the others, or one more.</summary>
    public async Task ResizeAsync(int sessions)
    {
        await Task.WhenAll(_processes.Select((process, i) => AskAsync(process, $"sessions {Share(sessions, i)}", SessionsProgram.Ready)));
        _sessions = sessions;
    }

    /// <summary>Calls by all sessions; how many calls a second all of them make together.</summary>
    /// <param name="callers">How many callers each session has.</param>
    /// <param name="warmup">How long before it is counted.</param>
    /// <param name="duration">How long it is counted.</param>
    public async Task<double> CallAsync(int callers, TimeSpan warmup, TimeSpan duration)
    {
        string order = string.Create(CultureInfo.InvariantCulture, $"call {callers} {warmup.TotalSeconds} {duration.TotalSeconds}");
        string[] answers = await Task.WhenAll(_processes.Where((_, i) => Share(_sessions, i) > 0).Select(process => AskAsync(process, order, SessionsProgram.Called)));
        return answers.Sum(static answer => Metric.Rate.Of(Figures.Parse(answer[SessionsProgram.Called.Length..])));
    }

    /// <summary>Ends them, all at the same time.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_processes.Select(static process => process.DisposeAsync().AsTask()));

    private int Share(int sessions, int process) => (sessions / _processes.Length) + (process < sessions % _processes.Length ? 1 : 0);

    private static async Task<string> AskAsync(ChildProcess process, string order, string answer)
    {
        await process.WriteLineAsync(order);
        return await process.ReadLineAsync(answer, Limit);
    }
}
