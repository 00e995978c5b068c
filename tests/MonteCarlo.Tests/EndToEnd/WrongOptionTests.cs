namespace MonteCarlo.Tests.EndToEnd;

/// <summary>What the program says to options that are wrong.</summary>
public sealed class WrongOptionTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--size 1", "--size")]
    [InlineData("--temperatures 2,1", "--temperatures")]
    [InlineData("--sweeps", "--sweeps")]
    [InlineData("--sweeps 10 --exchange-every 11", "--exchange-every")]
    [InlineData("--seed 1 --seed 2", "--seed")]
    [InlineData("--report missing/report.html", "--report")]
    [InlineData("--direct --processes 2", "--direct")]
    [InlineData("--server nowhere", "--server")]
    [InlineData("--caller-process --processes 1", "--caller-process")]
    [InlineData("run", "run")]
    public async Task Option_ThatIsWrong_IsNamedInOneLineAndNothingIsRun(string arguments, string named)
    {
        SampleResult result = await SampleProcess.RunAsync(_folder, arguments);

        result.AssertExited(2);
        Assert.Contains(named, result.ErrorLine, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Server_ThatIsNotThere_IsNamedInOneLine()
    {
        string address = $"grpc+unix:{_folder.File("server.sock")}";

        SampleResult result = await SampleProcess.RunAsync(_folder, $"--server {address}");

        result.AssertExited(1);
        Assert.Contains(address, result.ErrorLine, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Report));
    }
}
