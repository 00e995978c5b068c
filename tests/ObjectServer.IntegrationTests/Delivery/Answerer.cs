namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>Answers when it is let.</summary>
internal sealed class Answerer : IAnswerer
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _let = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it has been asked.</summary>
    public Task Asked => _asked.Task;

    /// <summary>How often it was asked.</summary>
    public int Times { get; private set; }

    public void Let() => _let.SetResult();

    public async Task<int> AnswerAsync(int question)
    {
        Times++;
        _asked.TrySetResult();
        await _let.Task;
        return question * 2;
    }
}
