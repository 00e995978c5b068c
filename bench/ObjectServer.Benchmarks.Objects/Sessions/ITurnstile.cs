namespace ObjectServer.Benchmarks.Sessions;

/// <summary>Calls wait at it until it is opened.</summary>
[SharedContract]
public interface ITurnstile
{
    /// <summary>How many calls have come to it so far, those included that wait.</summary>
    int Arrived { get; }

    /// <summary>Waits until it is opened; the call's number, in the order of arrival.</summary>
    Task<int> PassAsync();

    /// <summary>Opens it: all that wait go on.</summary>
    void Open();
}
