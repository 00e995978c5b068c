using ObjectServer;

namespace Prompt;

/// <summary>An object in the server that does not know all it needs, and asks.</summary>
[SharedContract]
public interface ISolver
{
    /// <summary>The question that waits for its answer; null when none does.</summary>
    string? OpenQuestion { get; }

    /// <summary>Finds a square root. Asks for the number, and goes on asking until it has one that has a root.</summary>
    /// <param name="prompt">Who is asked.</param>
    /// <param name="cancel">Stops it.</param>
    Task<double> SquareRootAsync(IPrompt prompt, CancellationToken cancel = default);
}
