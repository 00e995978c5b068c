namespace ObjectServer.IntegrationTests.Concurrency;

/// <summary>Shows who is in an object at the same time.</summary>
[SharedContract]
public interface IMeeting
{
    int MostInside { get; }

    Task<int> PassAsync(int number);

    [SharedMember(ReadOnly = true)]
    Task MeetAsync(int parties);

    [SharedMember(ReadOnly = true)]
    int Look();

    IReadOnlyList<int> Passed();

    [SharedMember(CpuBound = true)]
    string ThreadName();

    [SharedMember(CpuBound = true)]
    Task<string> ThreadNameAfterAwaitAsync();

    [SharedMember(CpuBound = true)]
    Task ComputeUntilReleasedAsync(string name);

    [SharedMember(OneWay = true)]
    void Note(int number);

    [SharedMember(OneWay = true)]
    Task NoteAndFailAsync(int number);

    [SharedMember(TimeoutMs = 200)]
    Task HangAsync(CancellationToken cancel);
}
