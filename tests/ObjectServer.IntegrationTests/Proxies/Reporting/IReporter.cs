namespace ObjectServer.IntegrationTests.Proxies.Reporting;

/// <summary>Members that report while they run.</summary>
[SharedContract]
public interface IReporter
{
    int Count(int steps, IProgress<int> progress);

    Task<int> CountAsync(int steps, IProgress<int>? progress);

    ValueTask InterleaveAsync(int steps, IProgress<int>? numbers, string prefix, IProgress<string>? texts = null, IProgress<Step>? records = null);

    Task<int> ShowAsync(IProgress<IReporter?> reporters, IReporter other);

    Task FailAfterAsync(int steps, IProgress<int> progress);

    Task KeepAsync(IProgress<int> progress);

    Task ReportWhenToldAsync(IProgress<int> progress);
}
