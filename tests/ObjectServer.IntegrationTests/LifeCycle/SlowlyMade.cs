using System.IO.Pipes;

namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>Its constructor connects to a test's pipe and waits for a line.</summary>
[SharedObject("slowly-made")]
public sealed class SlowlyMade : ISlowlyMade
{
    public SlowlyMade(string pipe)
    {
        using var client = new NamedPipeClientStream(".", pipe, PipeDirection.In);
        client.Connect();
        using var reader = new StreamReader(client);
        Line = reader.ReadLine();
    }

    public string? Line { get; }
}
