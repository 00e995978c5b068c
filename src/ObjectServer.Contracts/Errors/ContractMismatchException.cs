namespace ObjectServer;

/// <summary>
/// Client and server have the same contract with members of the same name and different signatures. Thrown when the object is got,
/// before anything runs. Build both sides against compatible versions of the contract; <see cref="Differences"/> lists them all.
/// </summary>
public sealed class ContractMismatchException : ObjectServerException
{
    /// <summary>Creates the error and its message.</summary>
    /// <param name="contractName">Full name of the contract.</param>
    /// <param name="differences">One sentence per difference.</param>
    public ContractMismatchException(string contractName, IReadOnlyList<string> differences)
        : this(
            $"The server's version of {contractName} differs: {string.Join(" ", differences)} Build both sides against compatible versions.",
            contractName,
            differences,
            null)
    {
    }

    internal ContractMismatchException(
        string message,
        string contractName,
        IReadOnlyList<string> differences,
        Exception? innerException)
        : base(message, innerException)
    {
        ContractName = contractName;
        Differences = differences;
    }

    /// <summary>Full name of the contract.</summary>
    public string ContractName { get; }

    /// <summary>One sentence per difference, with both signatures.</summary>
    public IReadOnlyList<string> Differences { get; }
}
