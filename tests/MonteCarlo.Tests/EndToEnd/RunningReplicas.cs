using MonteCarlo.Model;
using ObjectServer;
using ObjectServer.Client;

namespace MonteCarlo.Tests.EndToEnd;

/// <summary>Looks into the server of a sample that runs.</summary>
internal static class RunningReplicas
{
    /// <summary>The key to start the sample with.</summary>
    public const string Key = "known to the test";

    /// <summary>Waits until the sample's own server has replicas and somebody makes them run.</summary>
    public static async Task WaitAsync(SampleFolder folder)
    {
        await using ObjectClient client = await ConnectAsync(folder);
        IReplica? replica = null;
        await Polling.UntilAsync(async () =>
        {
            IReadOnlyList<SharedObjectInfo> all = await client.ListAsync();
            replica = all.Count == 0 ? null : client.Attach<IReplica>(all[0].Reference);
            return replica is not null;
        });
        double atFirst = replica!.Energy;
        await Polling.UntilAsync(() => replica.Energy != atFirst);
    }

    private static async Task<ObjectClient> ConnectAsync(SampleFolder folder)
    {
        ObjectClient? client = null;
        await Polling.UntilAsync(async () =>
        {
            if (folder.ServerSocket is not string socket)
                return false;

            try
            {
                client = await ObjectClient.ConnectAsync($"grpc+unix:{socket}", new ObjectClientOptions { AuthKey = Key });
                return true;
            }
            catch (ServerUnavailableException)
            {
                // The file of a socket is there a moment before somebody listens on it.
                return false;
            }
        });
        return client!;
    }
}
