namespace Prompt.Tests;

/// <summary>The sample as its README runs it: a client, and a server that asks it.</summary>
public sealed class PromptTests
{
    private const string Question = "Enter x: ";

    [Fact]
    public async Task OpenQuestion_HoldsUpNoOtherCall()
    {
        const string again = "\"abc\" is no number. " + Question;
        await using var prompt = PromptProcess.Start();

        // Nothing is answered before the other call has come back from the object that asks.
        Assert.Equal(Question, await prompt.ReadAsync(Question.Length));
        Assert.Equal($"[The solver waits at: {Question}]", await prompt.ReadNoteAsync());
        await prompt.AnswerAsync("abc");
        Assert.Equal(again, await prompt.ReadAsync(again.Length));
        Assert.Equal($"[The solver waits at: {again}]", await prompt.ReadNoteAsync());
        await prompt.AnswerAsync("16");
        (int exitCode, string output, string errors) = await prompt.WaitForExitAsync();

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.StartsWith("Its square root is 4.\n", output, StringComparison.Ordinal);
        Assert.Matches("it answered [1-9][0-9]* other calls", output);
    }

    [Fact]
    public async Task Answers_GivenAllAtOnce_AreTakenOneByOne()
    {
        await using var prompt = PromptProcess.Start();

        await prompt.AnswerAsync("-4");
        await prompt.AnswerAsync("2.25");
        await prompt.AnswerAsync("not read");
        (int exitCode, string output, _) = await prompt.WaitForExitAsync();

        Assert.Equal(0, exitCode);
        Assert.StartsWith($"{Question}-4 has no real root. {Question}Its square root is 1.5.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_ThatEnd_FailTheCallOfTheObject()
    {
        await using var prompt = PromptProcess.Start();

        await prompt.AnswerAsync("x");
        prompt.EndAnswers();
        (int exitCode, string output, string errors) = await prompt.WaitForExitAsync();

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("square root", output, StringComparison.Ordinal);
        Assert.EndsWith("There are no more answers.\n", errors, StringComparison.Ordinal);
    }
}
