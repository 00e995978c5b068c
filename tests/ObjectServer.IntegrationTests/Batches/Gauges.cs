namespace ObjectServer.IntegrationTests.Batches;

[SharedObject("gauges")]
public sealed class Gauges : IGauges
{
    private string? _broken;

    public string Name => "gauges";

    public double Pressure => _broken is null ? 1.5 : throw new ArithmeticException(_broken);

    public double Flow { get; set; } = 0.5;

    public Task LookAsync(string meeting) => Meetings.Of(meeting).StayAsync(CancellationToken.None);

    public void Break(string reason) => _broken = reason;

    public void Dispose()
    {
    }
}
