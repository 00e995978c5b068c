namespace ObjectServer.IntegrationTests.Programs;

/// <summary>How a program ended and what it wrote.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, IReadOnlyList<string> Errors)
{
    /// <summary>Checks that it ended with a code and exactly these lines about why.</summary>
    public void AssertFailed(int exitCode, params string[] lines)
    {
        Assert.Equal(lines.Select(line => $"objectserver: {line}"), Errors);
        Assert.Equal(exitCode, ExitCode);
        Assert.Empty(Output);
    }

    /// <summary>Checks how it ended; what it wrote explains a failure.</summary>
    public void AssertExited(int exitCode) => Assert.True(ExitCode == exitCode, ToString());

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{string.Join('\n', Errors)}";
}
