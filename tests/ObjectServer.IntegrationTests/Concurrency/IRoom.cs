namespace ObjectServer.IntegrationTests.Concurrency;

/// <summary>A room with one door: whoever is in it keeps it until told to leave.</summary>
[SharedContract]
public interface IRoom
{
    [SharedMember(ReadOnly = true)]
    int Visits { get; }

    /// <summary>Stays until the room is opened, whatever its caller says.</summary>
    Task StayAsync();

    /// <summary>As <see cref="StayAsync"/>, together with others.</summary>
    [SharedMember(ReadOnly = true)]
    Task LookAroundAsync();

    Task<int> VisitAsync(CancellationToken cancel = default);

    [SharedMember(TimeoutMs = 5000)]
    Task<int> VisitInTimeAsync();

    [SharedMember(TimeoutMs = 5000)]
    int VisitInTime();

    [SharedMember(TimeoutMs = 5000)]
    Task StayInTimeAsync();

    Task<int> VisitWithAsync(IRoom other);
}
