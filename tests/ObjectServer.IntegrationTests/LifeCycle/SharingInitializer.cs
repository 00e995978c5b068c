using ObjectServer.IntegrationTests.Contracts;

namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>Shares a note for each argument, and one that says which process this is.</summary>
public sealed class SharingInitializer : IServerInitializer
{
    public async Task InitializeAsync(IServerSetup setup, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        await Task.Yield();

        // A line without its end must not hide the one that says that the server is ready.
        Console.Write($"sharing {arguments.Count}");
        setup.AddObject<INote>("process", new Note(Environment.ProcessId.ToString(provider: null)));
        for (int i = 0; i < arguments.Count; i++) setup.AddObject<INote>($"argument {i}", new Note(arguments[i]), ObjectConcurrency.Concurrent);
        setup.AddObject<ICalculator>("calculator", new Calculator("shared", 7));
    }
}
