namespace ObjectServer.IntegrationTests.Deadlines;

/// <summary>An object of any side, whose members call further ones and hand no token on.</summary>
[SharedContract]
public interface IHop
{
    /// <summary>Has the first of the others call the rest; the last one waits. The token is not used.</summary>
    Task StartAsync(IHop[] others, CancellationToken cancel);

    Task PassAsync(IHop[] others);

    void Pass(IHop[] others);

    Task WaitAsync(CancellationToken cancel = default);

    /// <summary>Waits for its gate, and heeds nothing else.</summary>
    Task<int> WaitDeafAsync();

    int WaitDeaf();

    int Echo(int number);

    [SharedMember(TimeoutMs = 60_000)]
    Task<int> WaitAMinuteAsync();

    Task NoteAsync(string note);

    /// <summary>Waits for another one, and tells it when it has done so, however that ended.</summary>
    Task WaitAndTidyAsync(IHop other);

    /// <summary>Tells another one something, again and again; waits for its gate in between.</summary>
    Task RepeatAsync(IHop other);

    /// <summary>Has another one wait, and does not wait for that.</summary>
    Task LeaveBehindAsync(IHop other);

    IAsyncEnumerable<int> CountAsync();

    Stream Open();

    Func<Task<int>> Waiter();
}
