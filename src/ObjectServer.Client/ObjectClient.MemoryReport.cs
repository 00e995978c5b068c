namespace ObjectServer.Client;

/// <content>What memory is used.</content>
public sealed partial class ObjectClient
{
    /// <summary>
    /// Asks the server for the memory that it and its local clients take, its segments of shared memory, and how many objects it has. The
    /// server looks at each process, which takes it about a millisecond for each gigabyte that one uses.
    /// </summary>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="AccessDeniedException">The server has rules, and none lets this client administer it.</exception>
    public Task<MemoryReport> GetMemoryReportAsync(CancellationToken cancel = default) =>
        _sessions.RunAsync(requests => requests.ReportMemoryAsync(cancel), cancel);
}
