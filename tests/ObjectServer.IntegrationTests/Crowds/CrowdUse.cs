namespace ObjectServer.IntegrationTests.Crowds;

/// <summary>What a server uses of the machine at a time.</summary>
internal sealed record CrowdUse(int Handles, int Threads, long Bytes)
{
    public static CrowdUse Of(CrowdServer server) => new(server.Handles, server.Threads, 0);
}
