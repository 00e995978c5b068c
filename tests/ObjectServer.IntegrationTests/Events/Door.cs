namespace ObjectServer.IntegrationTests.Events;

[SharedObject("slow-door", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Door : IDoor
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private Action? _opened;

    public event Action? Opened
    {
        add
        {
            Asked.SetResult();
            if (!Admitted.Task.Wait(Guard)) throw new TimeoutException();
            _opened += value;
            Added.SetResult();
        }

        remove => _opened -= value;
    }

    public TaskCompletionSource Asked { get; } = New();

    public TaskCompletionSource Admitted { get; } = New();

    public TaskCompletionSource Added { get; } = New();

    public int Handlers => _opened?.GetInvocationList().Length ?? 0;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
