using System.Diagnostics;
using ObjectServer.Benchmarks.Calls;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Processes;

/// <summary>Reads what a server's process takes: memory when nothing is left to be collected, and time of processors.</summary>
internal sealed class ServerGauge : IAsyncDisposable
{
    private readonly ServedProcess _server;
    private readonly ObjectClient _client;
    private readonly IProcessMeter _meter;

    private ServerGauge(ServedProcess server, ObjectClient client, IProcessMeter meter)
    {
        _server = server;
        _client = client;
        _meter = meter;
    }

    /// <summary>Time of processors that the server has had so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            using Process process = Process.GetProcessById(_server.Id);
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes that the server has allocated so far.</summary>
    public long Allocated => _meter.AllocatedBytes();

    /// <summary>Connects, by a session of its own.</summary>
    public static async Task<ServerGauge> ConnectAsync(ServedProcess server)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(server.AddressBy(Transport.Unix));
        return new ServerGauge(server, client, await client.CreateAsync<IProcessMeter>());
    }

    /// <summary>Collects, and reads.</summary>
    public ServerMemory Read()
    {
        long heap = _meter.LiveBytes();
        ProcessMemory memory = MemoryReport.OfProcesses(_server.Id).Processes[0];
        return new ServerMemory(heap, memory.PrivateBytes ?? throw new PlatformNotSupportedException("The system does not tell what memory the server has."));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
