namespace MonteCarlo.Tests.EndToEnd;

/// <summary>One run with a server of its own, which several tests look at.</summary>
public sealed class OwnServerRun : IAsyncLifetime
{
    /// <summary>What the run left behind.</summary>
    internal SampleFolder Folder { get; } = new();

    /// <summary>How it ended.</summary>
    internal SampleResult Result { get; private set; } = null!;

    /// <summary>The file with its figures.</summary>
    internal string Figures => Folder.File("figures.json");

    public async Task InitializeAsync() => Result = await SampleProcess.RunAsync(Folder, "--sweeps 20000 --json figures.json");

    public Task DisposeAsync()
    {
        Folder.Dispose();
        return Task.CompletedTask;
    }
}
