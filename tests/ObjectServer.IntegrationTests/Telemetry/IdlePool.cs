using ObjectServer.Telemetry;

namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>A pool that runs nothing before a test says so.</summary>
internal sealed class IdlePool(TimeProvider time) : PoolProbe(time)
{
    protected override void Queue()
    {
    }
}
