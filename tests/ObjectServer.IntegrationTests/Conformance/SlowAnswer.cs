namespace ObjectServer.IntegrationTests.Conformance;

[SharedObject("slow answer", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class SlowAnswer : ISlowAnswer
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Answer(string text, CancellationToken cancel)
    {
        _begun.TrySetResult();
        _finish.Task.Wait(cancel);
        return text;
    }

    public string AnswerLate(string text)
    {
        _finish.Task.Wait();
        _finished.TrySetResult();
        return text;
    }

    public int LengthOf(string text) => text.Length;

    public Task BegunAsync() => _begun.Task;

    public void Finish() => _finish.TrySetResult();

    public Task FinishedAsync() => _finished.Task;
}
