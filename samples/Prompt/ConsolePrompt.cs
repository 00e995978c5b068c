namespace Prompt;

/// <summary>Lives in the client, and asks whoever sits in front of it.</summary>
/// <param name="answers">Where answers come from, a line each.</param>
/// <param name="questions">Where questions go.</param>
public sealed class ConsolePrompt(TextReader answers, TextWriter questions) : IPrompt
{
    /// <inheritdoc/>
    public async Task<string> AskAsync(string question, CancellationToken cancel = default)
    {
        await questions.WriteAsync(question);
        await questions.FlushAsync(cancel);

        // A console's reader keeps its thread until there is a line: so it has one that nothing else needs.
        string? answer = await Task.Factory.StartNew(
            answers.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(cancel);
        return answer ?? throw new InvalidOperationException("There are no more answers.");
    }
}
