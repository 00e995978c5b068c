using ObjectServer.IntegrationTests.Errors;

namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>Shares a note for each argument and fails, in the way that the first argument says.</summary>
public sealed class FailingInitializer : IServerInitializer
{
    public const string KnownType = "known";
    public const string OwnType = "own";
    public const string NameTaken = "name taken";
    public const string NotShared = "not shared";
    public const string Cancelled = "cancelled";

    public Task InitializeAsync(IServerSetup setup, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        foreach (string text in arguments.Skip(1)) setup.AddObject<INote>(text, new Note(text));
        Console.Write("before it fails");
        return arguments[0] switch
        {
            KnownType => ThrowDeepAsync(),
            OwnType => throw new LatticeException("no lattice", new FormatException("not a number")),
            NameTaken => Twice(setup),
            NotShared => Unshared(setup),
            Cancelled => throw new OperationCanceledException("of its own"),
            _ => Task.CompletedTask,
        };
    }

    private static async Task ThrowDeepAsync()
    {
        await Task.Yield();
        try
        {
            throw new FileNotFoundException("the lattice is not there");
        }
        catch (FileNotFoundException e)
        {
            throw new InvalidOperationException("nothing to serve", new AggregateException("several", e, new FormatException("not a number")));
        }
    }

    private static Task Twice(IServerSetup setup)
    {
        setup.AddObject<INote>("one", new Note("one"));
        setup.AddObject<INote>("one", new Note("another"));
        return Task.CompletedTask;
    }

    private static Task Unshared(IServerSetup setup)
    {
        setup.AddObject("disposable", (IDisposable)new Note("none"));
        return Task.CompletedTask;
    }
}
