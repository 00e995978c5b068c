namespace ObjectServer.IntegrationTests.Callbacks;

/// <summary>An object of the server that calls its clients' objects.</summary>
[SharedContract]
public interface ITeller
{
    int Bounces { get; }

    string Ask(IListener listener, string question);

    Task<string> AskAsync(IListener listener, string question, CancellationToken cancel = default);

    string Rename(IListener listener, string name);

    double[] Twice(IListener listener, double[] numbers);

    Task<List<int>> CountAsync(IListener listener, int steps);

    IListener Same(IListener listener);

    void Keep(IListener? listener);

    IListener? Kept();

    Task<int> BounceAsync(IListener listener, int times);

    /// <summary>Calls every listener at once.</summary>
    Task<string[]> AskAllAsync(IListener[] listeners, string question);

    Task StandAsync(CancellationToken cancel);

    /// <summary>Lets go of what was kept, and of the proxy in hand.</summary>
    Task DropAsync();
}
