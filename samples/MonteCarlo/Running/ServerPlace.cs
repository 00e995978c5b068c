using MonteCarlo.Callers;
using MonteCarlo.Exchange;
using MonteCarlo.Model;
using ObjectServer.Client;

namespace MonteCarlo.Running;

/// <summary>
/// Replicas as shared objects of a server, its own or one that runs already. This process creates them and so owns them; caller
/// processes, if there are any, get references.
/// </summary>
internal sealed class ServerPlace : IReplicaPlace
{
    private readonly ServerConnection _server;
    private readonly SweepMeter? _meter;
    private readonly List<CallerProcess> _processes = [];
    private CallerGroup? _callers;
    private IReplica[] _replicas = [];

    private ServerPlace(ServerConnection server, SweepMeter? meter)
    {
        _server = server;
        _meter = meter;
        Exchanger = new BatchExchanger(server.Client);
    }

    /// <inheritdoc/>
    public string Name => _server.Name;

    /// <inheritdoc/>
    public IReadOnlyList<IReplica> Replicas => _replicas;

    /// <inheritdoc/>
    public CallerGroup Callers => _callers ?? throw new InvalidOperationException("The callers have not been started.");

    /// <inheritdoc/>
    public IExchanger Exchanger { get; }

    /// <summary>Connects, creates the replicas in the server, and starts the callers.</summary>
    /// <param name="settings">What is run.</param>
    /// <param name="seeds">Seeds of the replicas.</param>
    /// <param name="meter">Counts the sweeps; null to count nothing.</param>
    /// <param name="cancel">Gives up; all that was started ends.</param>
    public static async Task<ServerPlace> OpenAsync(RunSettings settings, Seeds seeds, SweepMeter? meter, CancellationToken cancel)
    {
        var place = new ServerPlace(await ServerConnection.OpenAsync(settings, cancel), meter);
        try
        {
            await place.CreateReplicasAsync(settings, seeds, cancel);
            await place.StartCallersAsync(settings, cancel);
            return place;
        }
        catch
        {
            await place.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<long> EndCallersAsync()
    {
        ClientStatistics own = _server.Client.Statistics;
        long bytes = own.BytesSent + own.BytesReceived;
        foreach (CallerProcess process in _processes)
            bytes += await process.EndAsync();

        return bytes;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (CallerProcess process in _processes)
            await process.DisposeAsync();

        await _server.DisposeAsync();
    }

    private async Task CreateReplicasAsync(RunSettings settings, Seeds seeds, CancellationToken cancel)
    {
        _replicas = new IReplica[settings.Temperatures.Count];
        for (int i = 0; i < _replicas.Length; i++)
        {
            object?[] arguments = [settings.Size, settings.Temperatures[i], seeds.Replicas[i]];
            _replicas[i] = await _server.Client.CreateAsync<IReplica>(arguments, options: null, cancel);
        }
    }

    private async Task StartCallersAsync(RunSettings settings, CancellationToken cancel)
    {
        if (settings.Processes == 0)
        {
            _callers = new CallerGroup([.. Enumerable.Repeat(new InProcessCaller(_replicas), settings.Callers)], _meter);
            return;
        }

        string[] references = [.. _replicas.Select(replica => _server.Client.ReferenceOf(replica).ToString())];
        var greeting = new CallerGreeting(_server.Address, _server.AuthKey, references);
        for (int number = 1; number <= settings.Processes; number++)
            _processes.Add(await CallerProcess.StartAsync(number, greeting, cancel));

        // Processes in turn, so that few replicas still keep all processes busy.
        _callers = new CallerGroup([.. Enumerable.Repeat(_processes, settings.Callers).SelectMany(all => all).Select(process => process.Pipe)], _meter);
    }
}
