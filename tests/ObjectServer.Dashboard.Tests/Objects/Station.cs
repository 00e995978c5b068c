namespace ObjectServer.Dashboard.Tests.Objects;

[SharedObject("station")]
public sealed class Station : IStation
{
    public const string Hidden = "do-not-show-me";

    private int _reads;
    private int _sum;

    public string Label { get; set; } = "a label";

    public int Reads => ++_reads;

    public string Password => throw new InvalidOperationException($"Nobody reads {Hidden}.");

    public Secret Code => new(Hidden);

    public int Faulty => throw new InvalidOperationException("This one does not work.");

    public int Add(int step) => _sum += step;

    public void Fail(string message) => throw new InvalidOperationException(message);

    public Task WaitAsync(CancellationToken cancel = default) => Task.Delay(Timeout.Infinite, cancel);
}
