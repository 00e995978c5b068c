using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Telemetry;

[SharedObject("traced", Concurrency = ObjectConcurrency.Concurrent)]
public sealed partial class Traced(ILogger<Traced> log) : ITraced
{
    /// <summary>The source of its own spans.</summary>
    public const string SourceName = "ObjectServer.IntegrationTests.Traced";

    private static readonly ActivitySource Source = new(SourceName);

    public int Number { get; set; }

    public string? Current() => Activity.Current?.Id;

    public async Task<string?> CurrentAsync()
    {
        await Task.Yield();
        return Activity.Current?.Id;
    }

    public string? Ask(ITraced other) => other.Current();

    public async Task<string?> AskByNameAsync(string address, string name)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        ITraced other = await client.GetAsync<ITraced>(name);
        return await other.CurrentAsync();
    }

    public void Log(string text)
    {
        using Activity? saying = Source.StartActivity("saying");
        Told(log, text);
    }

    public void Fail(string message) => throw new InvalidOperationException(message);

    public Task HoldAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        _ = socket.Receive(new byte[1]);
        return Task.CompletedTask;
    }

    public T Same<T>(T value) => value;

    [LoggerMessage(1, LogLevel.Warning, "The object says: {Text}")]
    private static partial void Told(ILogger log, string text);
}
