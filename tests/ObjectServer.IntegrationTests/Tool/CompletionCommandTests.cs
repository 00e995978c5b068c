using System.Diagnostics;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.Tool;

/// <summary><c>objectserver completion</c>: what it writes makes a shell complete.</summary>
public sealed class CompletionCommandTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("bash", "complete -o default -F _objectserver objectserver")]
    [InlineData("zsh", "compdef _objectserver objectserver")]
    [InlineData("fish", "complete -c objectserver")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName objectserver")]
    public async Task Completion_WritesTheScriptOfAShell(string shell, string line)
    {
        ProgramResult result = await ToolProgram.RunAsync("completion", shell);
        result.AssertExited(0);
        Assert.Contains(line, result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("objectserver se", "sessions")]
    [InlineData("objectserver locks --so", "--sort")]
    [InlineData("objectserver sessions --sort cl", "client")]
    public async Task Directive_CompletesALine(string line, string expected)
    {
        ProgramResult result = await ToolProgram.RunAsync($"[suggest:{line.Length}]", line);
        result.AssertExited(0);
        Assert.Contains(expected, result.Output.Split('\n'));
    }

    [Fact]
    public async Task ScriptOfBash_CompletesInBash()
    {
        if (OperatingSystem.IsWindows()) return;
        string script = $$"""
            objectserver() { "{{TestProgram.Host}}" exec "{{ToolProgram.Path}}" "$@"; }
            eval "$(objectserver completion bash)"
            COMP_WORDS=(objectserver se) COMP_CWORD=1 COMP_LINE="objectserver se" COMP_POINT=15
            _objectserver
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        using Process bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        string[] found = (await bash.StandardOutput.ReadToEndAsync().WaitAsync(Guard)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await bash.WaitForExitAsync().WaitAsync(Guard);

        // What only has the letters somewhere in it is left out.
        Assert.Equal(["serve", "sessions", "set"], found);
    }

    [Fact]
    public async Task Shell_ThatIsNotKnown_IsAMistake() => (await ToolProgram.RunAsync("completion", "tcsh")).AssertExited(2);
}
