using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace SharedData.Tests;

/// <summary>The sample as its README runs it, with little data.</summary>
public sealed class SharedDataTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(2);

    // The runtime of the tests is in shared/<framework>/<version>/ below the folder of its host.
    private static readonly string DotnetFolder = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    [Fact]
    public async Task Slices_AreReadByManyProcesses()
    {
        (int exitCode, string output, string errors) = await RunAsync("slices", "0.002");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Matches("4 slices, second time: [0-9.]+ ms", output);
    }

    [Fact]
    public async Task NanSums_AreRight()
    {
        (int exitCode, string output, string errors) = await RunAsync("nansum", "0.002");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Matches("4 processes, second time: each sum is 10,000, after", output);
    }

    [Fact]
    public async Task Naps_AreSharedByWorkers_InEachWay()
    {
        (int exitCode, string output, string errors) = await RunAsync("naps", "0.002");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Matches(@"One process: 200 naps in [0-9.]+ s\.\s+map: [0-9.]+ s\.\s+apply: [0-9.]+ s\.\s+apply-async: [0-9.]+ s\.\s+ordered: [0-9.]+ s\.", output);
    }

    [Fact]
    public async Task MemoryPlaces_AreShown()
    {
        (int exitCode, string output, string errors) = await RunAsync("memory", "0.02");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Matches("4 of 4 processes have touched it: 5 MB of shared memory", output);
    }

    [Fact]
    public async Task PrivateViews_LeaveTheArrayAsItIs()
    {
        (int exitCode, string output, string errors) = await RunAsync("private", "0.002");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains("The shared array is as it was.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Array_OutlivesItsProcess_AndGoesWhenItIsDeleted()
    {
        (int exitCode, string output, string errors) = await RunAsync("attach", "0.002");

        // Lines of a terminal that is none are broken anywhere.
        string text = output.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal);
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Matches("Its file: ?[^,]+, there\\. After it was deleted: gone\\. After the server has ended, its folder: gone\\.", text);
    }

    [Theory]
    [InlineData]
    [InlineData("nothing")]
    [InlineData("slices", "2")]
    public async Task WrongArguments_AreToldHowItIsUsed(params string[] arguments)
    {
        (int exitCode, _, string errors) = await RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.StartsWith("Usage: SharedData slices|", errors, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(DotnetFolder, "dotnet"), ["exec", typeof(WorkerProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["DOTNET_ROOT"] = DotnetFolder;
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Guard);
            return (process.ExitCode, await output.WaitAsync(Guard), await errors.WaitAsync(Guard));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
