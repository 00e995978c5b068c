namespace ObjectServer.IntegrationTests.Batches;

/// <summary>Properties that only readers read, one of which may throw.</summary>
[SharedContract]
public interface IGauges : INamed
{
    [SharedMember(ReadOnly = true)]
    double Pressure { get; }

    [SharedMember(ReadOnly = true)]
    double Flow { get; set; }

    [SharedMember(ReadOnly = true)]
    Task LookAsync(string meeting);

    void Break(string reason);
}
