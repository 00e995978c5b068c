namespace ObjectServer.Serving;

/// <summary>Why the program does not serve, in words for whoever started it: shown without a stack trace.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="faults">One line for each thing that is wrong.</param>
internal sealed class StartException(int exitCode, params IReadOnlyList<string> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>What the program returns.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>One line for each thing that is wrong.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
