namespace MonteCarlo.Tests.EndToEnd;

/// <summary>How the sample ended and what it wrote.</summary>
internal sealed record SampleResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Checks how it ended; what it wrote explains a failure.</summary>
    public void AssertExited(int exitCode) => Assert.True(ExitCode == exitCode, ToString());

    /// <summary>The one line on the standard error.</summary>
    public string ErrorLine
    {
        get
        {
            Assert.True(Errors.EndsWith('\n') && Errors.Count(character => character == '\n') == 1, ToString());
            return Errors.TrimEnd();
        }
    }

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Errors}";
}
