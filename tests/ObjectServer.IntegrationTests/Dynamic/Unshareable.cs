namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>Members that cannot be remote, beside one that can.</summary>
public sealed class Unshareable
{
    public event Func<int>? Changed;

    public int Number { get; set; }

    public FileStream? Open() => null;

    public void Fill(Span<int> places) => places.Clear();

    public object Any() => this;

    public void Raise() => Changed?.Invoke();
}
