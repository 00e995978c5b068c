using ObjectServer.Errors;

namespace ObjectServer;

/// <summary>
/// No object of the given name exists on the server. Nothing was run. Create it, get it with <c>GetOrCreateAsync</c>, or choose
/// one of <see cref="Candidates"/>.
/// </summary>
public sealed class ObjectNotFoundException : ObjectServerException
{
    /// <summary>Creates the error and its message.</summary>
    /// <param name="name">The name that was asked for.</param>
    /// <param name="candidates">Names that exist, nearest first.</param>
    public ObjectNotFoundException(string name, IReadOnlyList<string>? candidates = null)
        : this(
            $"There is no object named \"{name}\".{CandidateText.After("Nearest", candidates)} Create it first, or use GetOrCreateAsync.",
            name,
            candidates ?? [],
            null)
    {
    }

    internal ObjectNotFoundException(string message, string name, IReadOnlyList<string> candidates, Exception? innerException)
        : base(message, innerException)
    {
        Name = name;
        Candidates = candidates;
    }

    /// <summary>The name that was asked for.</summary>
    public string Name { get; }

    /// <summary>Names that exist on the server, nearest first; not all of them, and empty if the server does not say.</summary>
    public IReadOnlyList<string> Candidates { get; }
}
