using ObjectServer.Errors;

namespace ObjectServer;

/// <summary>
/// An object was to be created of a type that the server has no registration for, or a generic method was called for a type that one side
/// does not allow. Nothing was run. Register the type with the server (<c>AddType</c>, <c>AddAssembly</c>, or <c>--load</c> for the program;
/// <c>AddTypeArgument</c> on both sides), or choose one of <see cref="Candidates"/>.
/// </summary>
public sealed class TypeNotRegisteredException : ObjectServerException
{
    /// <summary>Creates the error and its message.</summary>
    /// <param name="typeName">The type name, or the contract's name, that was asked for.</param>
    /// <param name="candidates">Type names that are registered, nearest first.</param>
    public TypeNotRegisteredException(string typeName, IReadOnlyList<string>? candidates = null)
        : this(
            $"No type \"{typeName}\" is registered with the server.{CandidateText.After("Nearest", candidates)}"
                + " Register it with AddType or AddAssembly, or load its assembly with --load.",
            typeName,
            candidates ?? [],
            null)
    {
    }

    internal TypeNotRegisteredException(string message, string typeName, IReadOnlyList<string> candidates, Exception? innerException)
        : base(message, innerException)
    {
        TypeName = typeName;
        Candidates = candidates;
    }

    /// <summary>The name that was asked for.</summary>
    public string TypeName { get; }

    /// <summary>Type names that are registered, nearest first; not all of them, and empty if the server does not say.</summary>
    public IReadOnlyList<string> Candidates { get; }
}
