namespace ObjectServer.IntegrationTests.Callbacks;

public sealed class Listener(string name) : IListener
{
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name { get; set; } = name;

    public string Answer(string question) => question switch
    {
        "fail" => throw new InvalidOperationException("The listener does not want to."),
        _ => $"{Name}: {question}",
    };

    public async Task<string> AnswerAsync(string question, CancellationToken cancel = default)
    {
        if (question != "wait") return Answer(question);
        await using CancellationTokenRegistration registration = cancel.Register(() => Cancelled.TrySetResult());
        Waiting.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancel);
        return "";
    }

    public double[] Twice(double[] numbers) => [.. numbers.Select(number => 2 * number)];

    public Task<int> CountAsync(int steps, IProgress<int>? progress = null)
    {
        for (int i = 1; i <= steps; i++) progress?.Report(i);
        return Task.FromResult(steps);
    }

    public async Task<int> BounceAsync(ITeller teller, int times) => times == 0 ? 0 : 1 + await teller.BounceAsync(this, times - 1);
}
