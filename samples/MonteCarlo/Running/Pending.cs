namespace MonteCarlo.Running;

/// <summary>Stands in for the parts that need the client library, until it is there.</summary>
internal static class CallerMode
{
    public static Task<int> RunAsync(TextReader input, TextWriter output) => Task.FromResult(1);
}

internal static class ServerPlace
{
    public static Task<IReplicaPlace> OpenAsync(RunSettings settings, Seeds seeds, CancellationToken cancel) =>
        throw new InvalidOperationException("There is no client library yet; run with --direct.");
}
