using ObjectServer.Serving.Logging;
using ObjectServer.Testing;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace ObjectServer.Tests.Serving.Logging;

/// <summary>Of warnings and errors of one kind only so many pass in a minute; what is left out is counted and told of.</summary>
public sealed class RepeatedLinesTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly LineCollector _lines = new();
    private readonly RepeatedLines _repeated;
    private readonly Logger _log;

    public RepeatedLinesTests()
    {
        _repeated = new RepeatedLines(_clock);
        _log = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(_repeated).WriteTo.Sink(_lines).Filter.With(_repeated).CreateLogger();
        _repeated.TellTo(_log);
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Line_ThatIsRepeated_PassesSoOften_AndAgainInTheNextMinute()
    {
        for (int i = 0; i < 50; i++) _log.Warning("{Address} is refused.", i);
        Assert.Equal(RepeatedLines.Most, _lines.Count);

        _clock.Advance(Minute);
        Assert.Equal("30 more lines of this kind were left out in the last minute: {Address} is refused.", _lines.Last);
        Assert.Equal(LogEventLevel.Warning, _lines.LastLevel);

        _log.Warning("{Address} is refused.", 51);
        Assert.Equal("51 is refused.", _lines.Last);
        _clock.Advance(Minute);
        Assert.Equal(RepeatedLines.Most + 2, _lines.Count);
    }

    [Fact]
    public void OtherKinds_AndWhatIsLessThanAWarning_AreNotConcerned()
    {
        for (int i = 0; i < 50; i++) _log.Information("{Address} is let in.", i);
        for (int i = 0; i < 50; i++) _log.Warning("{Address} is refused.", i);
        _log.Error("{Address} is odd.", 1);
        _log.Fatal("The end.");

        Assert.Equal(50 + RepeatedLines.Most + 2, _lines.Count);
    }

    [Fact]
    public void KindsBeyondTheBound_CountAsOne()
    {
        for (int i = 0; i < RepeatedLines.MostKinds; i++) _log.Warning($"kind {i}");
        for (int i = 0; i < 50; i++) _log.Warning($"further kind {i}");

        Assert.Equal(RepeatedLines.MostKinds + RepeatedLines.Most, _lines.Count);
        _clock.Advance(Minute);
        Assert.EndsWith("30 more lines of this kind were left out in the last minute: (others)", _lines.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_ThatIsClosed_TellsWhatItHasLeftOut()
    {
        for (int i = 0; i < 21; i++) _log.Warning(new string('x', 300));

        _log.Dispose();

        Assert.Equal($"1 more lines of this kind were left out in the last minute: {new string('x', 200)}…", _lines.Last);
        Assert.Equal(0, _clock.Timers);
    }
}
