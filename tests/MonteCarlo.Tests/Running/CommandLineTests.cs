using MonteCarlo.Running;

namespace MonteCarlo.Tests.Running;

public sealed class CommandLineTests
{
    private readonly CommandLine _line = new((_, _) => Task.FromResult(0));

    [Theory]
    [InlineData("--size 1", "--size")]
    [InlineData("--size 4.5", "--size")]
    [InlineData("--size 1025", "--size")]
    [InlineData("--temperatures 2,1", "--temperatures")]
    [InlineData("--temperatures 1,1", "--temperatures")]
    [InlineData("--temperatures 0,1", "--temperatures")]
    [InlineData("--temperatures -1,1", "--temperatures")]
    [InlineData("--temperatures NaN", "--temperatures")]
    [InlineData("--temperatures Infinity", "--temperatures")]
    [InlineData("--temperatures 1,,2", "--temperatures")]
    [InlineData("--temperatures 1;2", "--temperatures")]
    [InlineData("--sweeps 0", "--sweeps")]
    [InlineData("--sweeps 99999999999", "--sweeps")]
    [InlineData("--sweeps", "--sweeps")]
    [InlineData("--exchange-every 0", "--exchange-every")]
    [InlineData("--sweeps 10 --exchange-every 11", "--exchange-every")]
    [InlineData("--callers 0", "--callers")]
    [InlineData("--processes -1", "--processes")]
    [InlineData("--seed -1", "--seed")]
    [InlineData("--seed 1 --seed 2", "--seed")]
    [InlineData("--report /no/such/folder/report.html", "--report")]
    [InlineData("--json /", "--json")]
    [InlineData("--direct --processes 2", "--direct")]
    [InlineData("--server nowhere", "--server")]
    [InlineData("--server ftp://host", "--server")]
    [InlineData("--colour", "--colour")]
    public void Fault_BadOption_IsOneLineThatNamesIt(string arguments, string named)
    {
        string? fault = _line.FaultOf(_line.Root.Parse(arguments.Split(' ')));

        Assert.NotNull(fault);
        Assert.Contains(named, fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
    }

    [Fact]
    public void Settings_NoArguments_AreTheDefaults()
    {
        RunSettings settings = Parse("");

        Assert.Equal(new RunSettings() with { Temperatures = settings.Temperatures }, settings);
        Assert.Equal([1.5, 2.0, 2.269, 2.5, 3.0], settings.Temperatures);
    }

    [Fact]
    public void Settings_AllArguments_AreTaken()
    {
        RunSettings settings = Parse(
            "--server unix:/run/s --size 8 --temperatures 1,2.5 --sweeps 100 --exchange-every 5 --callers 3 --processes 2 "
            + "--seed 18446744073709551615 --report r.html --json j.json");

        Assert.Equal([1, 2.5], settings.Temperatures);
        Assert.Equal(
            new RunSettings
            {
                Server = "unix:/run/s",
                Size = 8,
                Temperatures = settings.Temperatures,
                Sweeps = 100,
                ExchangeEvery = 5,
                Callers = 3,
                Processes = 2,
                Seed = ulong.MaxValue,
                ReportFile = "r.html",
                JsonFile = "j.json",
            },
            settings);
    }

    [Fact]
    public void Settings_FewSweeps_ExchangeAfterAllOfThem() => Assert.Equal(7, Parse("--sweeps 7").ExchangeEvery);

    private RunSettings Parse(string arguments)
    {
        var parsed = _line.Root.Parse(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Null(_line.FaultOf(parsed));
        return _line.Settings(parsed);
    }
}
