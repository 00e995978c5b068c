using ObjectServer;
using ObjectServer.Client;
using Spectre.Console;

namespace SharedData;

/// <summary>
/// Processes that have nothing to do with each other use an array by its name. It outlives every one of them, until somebody deletes it or its
/// server ends; then nothing is left of it in the memory file system.
/// </summary>
internal static class Attaching
{
    private const long AllElements = 12_500_000;

    /// <summary>Runs it.</summary>
    public static async Task RunAsync(IAnsiConsole console, double scale)
    {
        long elements = (long)(AllElements * scale);
        string? file;
        await using (LocalServer server = await LocalServer.StartAsync(new LocalServerOptions()))
        {
            WorkerProcess[] workers = await WorkerProcess.StartAsync(2, server);
            double maker = await workers[0].AskAsync($"create data {elements}");
            await workers[0].DisposeAsync();
            console.WriteLine($"Process {maker} has created {elements * sizeof(double) / 1e6:N0} MB of shared memory, filled it, and ended.");

            double sum = await workers[1].AskAsync($"rows data {elements}");
            console.WriteLine($"Process {workers[1].Id}, which was there before the array was, finds it by its name: each element is {sum / elements}.");
            await workers[1].DisposeAsync();

            await using ObjectClient client = await server.ConnectAsync();
            await using SharedArray<double> array = await client.GetArrayAsync<double>("data");
            file = array.Memory.Place?.Path;
            console.WriteLine($"Nobody else holds it any more. Its file: {file}, {(File.Exists(file) ? "there" : "gone")}.");
            await client.DeleteAsync("data");
            console.WriteLine($"After it was deleted: {(File.Exists(file) ? "there" : "gone")}.");
        }

        console.WriteLine($"After the server has ended, its folder: {(Directory.Exists(Path.GetDirectoryName(file)) ? "there" : "gone")}.");
    }
}
