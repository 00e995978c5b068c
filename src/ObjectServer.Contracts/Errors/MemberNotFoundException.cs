using ObjectServer.Errors;

namespace ObjectServer;

/// <summary>
/// A member was called that the server's version of the contract does not have. Nothing was run. Other members of the same object
/// work; bring the server up to date, or use one of <see cref="Candidates"/>.
/// </summary>
public sealed class MemberNotFoundException : ObjectServerException
{
    /// <summary>Creates the error and its message.</summary>
    /// <param name="contractName">Full name of the contract.</param>
    /// <param name="memberName">The member that was asked for: its name or its signature.</param>
    /// <param name="candidates">Members that the server's contract has, nearest first.</param>
    public MemberNotFoundException(string contractName, string memberName, IReadOnlyList<string>? candidates = null)
        : this(
            $"The server's version of {contractName} has no member {memberName}.{CandidateText.After("It has, nearest first", candidates)}"
                + " Use one of those, or bring the server's contract up to date.",
            contractName,
            memberName,
            candidates ?? [],
            null)
    {
    }

    internal MemberNotFoundException(
        string message,
        string contractName,
        string memberName,
        IReadOnlyList<string> candidates,
        Exception? innerException)
        : base(message, innerException)
    {
        ContractName = contractName;
        MemberName = memberName;
        Candidates = candidates;
    }

    /// <summary>Full name of the contract.</summary>
    public string ContractName { get; }

    /// <summary>The member that was asked for: its name, or its signature where overloads matter.</summary>
    public string MemberName { get; }

    /// <summary>Members that the server's contract has, nearest first; not all of them.</summary>
    public IReadOnlyList<string> Candidates { get; }
}
