using ObjectServer;

namespace Prompt;

/// <summary>Somebody who can be asked: an object of the client's, which the server calls back.</summary>
[SharedContract]
public interface IPrompt
{
    /// <summary>Asks a question and waits for the answer.</summary>
    /// <param name="question">The question, shown as it is.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>One line, without its end.</returns>
    /// <exception cref="InvalidOperationException">Nobody answers any more.</exception>
    Task<string> AskAsync(string question, CancellationToken cancel = default);
}
