namespace ObjectServer.IntegrationTests.Versions;

public sealed class Gauge : IGauge
{
    private int _value = 42;

    public int Read() => _value;

    public void Write(int value) => _value = value;

    public string OnlyHere() => "here";
}
