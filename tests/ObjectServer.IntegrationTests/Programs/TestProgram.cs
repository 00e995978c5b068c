using System.Diagnostics;
using System.Globalization;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Conformance;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Crowds;
using ObjectServer.IntegrationTests.KilledClients;
using ObjectServer.IntegrationTests.Leaks;
using ObjectServer.IntegrationTests.Pools;
using ObjectServer.IntegrationTests.SharedMemory;
using ObjectServer.IntegrationTests.SharedMemory.Locks;
using ObjectServer.IntegrationTests.SharedTables;
using ObjectServer.IntegrationTests.SharedTypes.Collections;
using ObjectServer.IntegrationTests.SharedTypes.Locks;
using ObjectServer.IntegrationTests.SharedTypes.Queues;

namespace ObjectServer.IntegrationTests.Programs;

/// <summary>This assembly as a program: what a test needs in another process that it may kill.</summary>
internal static class TestProgram
{
    /// <summary>
    /// Starts a local server, and after it a program that outlives its parent; writes the ids of both and the folder of the server's
    /// socket, and waits for its own end.
    /// </summary>
    public const string ParentMode = "parent-of-a-local-server";

    /// <summary>Shuts the server down whose address and key follow.</summary>
    public const string ShutdownMode = "client-that-shuts-down";

    /// <summary>The host that runs .NET programs.</summary>
    public static string Host { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>This assembly's file.</summary>
    public static string Path { get; } = typeof(TestProgram).Assembly.Location;

    private static Task<int> Main(string[] arguments) => arguments switch
    {
        [ParentMode] => RunParentAsync(),
        [ShutdownMode, string address, string key] => ShutDownAsync(address, key),
        [HoldingClient.Mode, string address, string key] => HoldingClient.RunAsync(address, key),
        [RestlessClient.Mode, string address, string key, string seed] => RestlessClient.RunAsync(address, key, seed),
        [FamilyClient.Mode, string address, string owner, string families, string then] => FamilyClient.RunAsync(address, owner, families, then),
        [ToldClient.Mode, string address, string what, string reference] => ToldClient.RunAsync(address, what, reference),
        [InterruptedClient.Mode, string address] => InterruptedClient.RunAsync(address),
        [PoolClient.LeavingMode] => PoolClient.LeaveAsync(),
        [PoolClient.ClosingMode, string address, string reference] => PoolClient.CloseAsync(address, reference),
        [PuttingClient.Mode, string address, string key] => PuttingClient.RunAsync(address, key),
        [MemoryClient.Mode, string address, string what, .. string[] name] => MemoryClient.RunAsync(address, what, name.FirstOrDefault()),
        [MemoryOwner.Mode, string heeds] => MemoryOwner.RunAsync(heeds == MemoryOwner.HeedsInterrupts),
        [AppendingClient.Mode, string address, string table, string number] => AppendingClient.RunAsync(address, table, number),
        [KillingClient.Mode, string address, string seed] => KillingClient.RunAsync(address, seed),
        [LockingClient.Mode, string address, string inPlace] => LockingClient.RunAsync(address, bool.Parse(inPlace)),
        [CollectionClient.Mode, string address, string what] => CollectionClient.RunAsync(address, what),
        [WaitingClient.Mode, string address, string what] => WaitingClient.RunAsync(address, what),
        [CrowdClient.Mode, string key, string sessions, .. string[] addresses] => CrowdClient.RunAsync(key, int.Parse(sessions, CultureInfo.InvariantCulture), addresses),
        [HoldingCrowdClient.Mode, string address, string process, string sessions] => HoldingCrowdClient.RunAsync(
            address, int.Parse(process, CultureInfo.InvariantCulture), int.Parse(sessions, CultureInfo.InvariantCulture)),
        [QueueClient.Mode, string address, string what] => QueueClient.RunAsync(address, what),
        _ => Task.FromResult(2),
    };

    private static async Task<int> ShutDownAsync(string address, string key)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(address, new ObjectClientOptions { AuthKey = key });
        await client.ShutdownServerAsync();
        return 0;
    }

    private static async Task<int> RunParentAsync()
    {
        LocalServer server = await LocalServer.StartAsync(new LocalServerOptions { Assemblies = [typeof(Calculator).Assembly.Location] });
        await Console.Out.WriteLineAsync(server.ProcessId.ToString(provider: null));
        using Process sibling = Process.Start("sleep", "300");
        await Console.Out.WriteLineAsync(sibling.Id.ToString(provider: null));
        await Console.Out.WriteLineAsync(System.IO.Path.GetDirectoryName(server.Address["unix:".Length..]));
        await Task.Delay(Timeout.InfiniteTimeSpan);
        return 0;
    }
}
