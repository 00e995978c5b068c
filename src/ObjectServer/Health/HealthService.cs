using Grpc.Core;
using ObjectServer.Wire.Health;
using static ObjectServer.Wire.Health.HealthCheckResponse.Types;

namespace ObjectServer.Health;

/// <summary>gRPC's own health service. It knows the server as a whole and its two services, which are all as well as the server is.</summary>
[BindServiceMethod(typeof(HealthMethods), nameof(HealthMethods.BindService))]
internal sealed class HealthService(HealthMonitor monitor, IHostApplicationLifetime lifetime) : Wire.Health.Health.HealthBase
{
    /// <summary>How many may watch at a time: nobody has to prove anything for it.</summary>
    public const int MostWatchers = 256;

    /// <summary>A request is the name of a service.</summary>
    public const int MostRequestBytes = 1024;

    private static readonly string[] Services = ["", Wire.Objects.Descriptor.FullName, Wire.Sessions.Descriptor.FullName];

    private int _watchers;

    /// <inheritdoc/>
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (!Services.Contains(request.Service)) throw new RpcException(new Status(StatusCode.NotFound, $"This server has no such service. It has {string.Join(", ", Services[1..])}."));
        return AnswerOf(await monitor.AskAsync(context.CancellationToken));
    }

    /// <inheritdoc/>
    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        if (Interlocked.Increment(ref _watchers) > MostWatchers)
        {
            Interlocked.Decrement(ref _watchers);
            throw new RpcException(new Status(StatusCode.ResourceExhausted, $"{MostWatchers} watch this server's health, which is as many as may. Use Check."));
        }

        // A web server that stops waits for open streams.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        bool isKnown = Services.Contains(request.Service);
        try
        {
            await WatchAsync(isKnown, responseStream, over.Token);
        }
        catch (OperationCanceledException) when (isKnown && lifetime.ApplicationStopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            await TryWriteAsync(responseStream, new HealthCheckResponse { Status = ServingStatus.NotServing }, CancellationToken.None);
        }
        catch (Exception e) when (e is OperationCanceledException || (e is InvalidOperationException or IOException && over.IsCancellationRequested))
        {
            // The caller has seen enough, or the server has.
        }
        finally
        {
            Interlocked.Decrement(ref _watchers);
        }
    }

    // False when the caller has gone, which gRPC says in its own way, and at times before the token of the call does.
    private static async Task<bool> TryWriteAsync(IServerStreamWriter<HealthCheckResponse> responses, HealthCheckResponse response, CancellationToken over)
    {
        try
        {
            await responses.WriteAsync(response, over);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException || (e is OperationCanceledException && !over.IsCancellationRequested))
        {
            return false;
        }
    }

    private async Task WatchAsync(bool isKnown, IServerStreamWriter<HealthCheckResponse> responses, CancellationToken over)
    {
        if (!isKnown)
        {
            if (!await TryWriteAsync(responses, new HealthCheckResponse { Status = ServingStatus.ServiceUnknown }, over)) return;
            await Task.Delay(Timeout.InfiniteTimeSpan, over);
        }

        ServingStatus? last = null;
        while (true)
        {
            HealthState state = await monitor.AskAsync(over);
            HealthCheckResponse answer = AnswerOf(state);
            if (answer.Status != last && !await TryWriteAsync(responses, answer, over)) return;
            last = answer.Status;
            await monitor.NextAsync(state, over);
        }
    }

    private static HealthCheckResponse AnswerOf(HealthState state) => new() { Status = state.IsReady ? ServingStatus.Serving : ServingStatus.NotServing };
}
