using System.Globalization;
using ObjectServer;

namespace Prompt;

/// <summary>Lives in the server. It is concurrent: while it waits for an answer, it can be asked what it waits for.</summary>
[SharedObject("solver", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Solver : ISolver
{
    private volatile string? _question;

    /// <inheritdoc/>
    public string? OpenQuestion => _question;

    /// <inheritdoc/>
    public async Task<double> SquareRootAsync(IPrompt prompt, CancellationToken cancel = default)
    {
        const string question = "Enter x: ";
        string asked = question;
        while (true)
        {
            string answer = await AskAsync(prompt, asked, cancel);
            if (!double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out double x)) asked = $"\"{answer}\" is no number. {question}";
            else if (!(x >= 0)) asked = $"{answer} has no real root. {question}";
            else return Math.Sqrt(x);
        }
    }

    private async Task<string> AskAsync(IPrompt prompt, string question, CancellationToken cancel)
    {
        _question = question;
        try
        {
            return await prompt.AskAsync(question, cancel);
        }
        finally
        {
            _question = null;
        }
    }
}
