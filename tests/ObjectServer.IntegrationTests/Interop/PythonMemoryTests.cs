using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Interop;

/// <summary>Shared memory used from Python: in place by NumPy alone, and by calls without any library of ours.</summary>
public sealed class PythonMemoryTests
{
    private static readonly double[] Numbers = [.. Enumerable.Range(0, 100).Select(static i => (double)i)];

    [RequiresPythonNumPyFact]
    public async Task Array_IsReadAndWrittenInPlaceByNumpy()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<double> array = await NumbersAsync(client);
        string path = (await array.Memory.GetPlaceAsync())!.Path;

        await RunAsync("load", path);
        Assert.Equal(Numbers.Select(static number => number + 1), await array.ReadAsync(..));
        await RunAsync("map", path);
        Assert.Equal(Numbers.Select(static number => 2 * (number + 1)), await array.ReadAsync(..));
    }

    [RequiresPythonNumPyFact]
    public async Task Files_GoToNumpyAndComeFromIt()
    {
        using var folder = new TestFolder();
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<double> array = await NumbersAsync(client);

        string saved = folder.File("saved.npy");
        await using (FileStream file = File.Create(saved)) await array.SaveAsync(file);
        await RunAsync("check", saved);
        await RunAsync("save", folder.Path);

        foreach (string name in (string[])["one", "two", "three", "big", "part", "row"])
        {
            await using FileStream file = File.OpenRead(folder.File($"{name}.npy"));
            await using SharedArray<double> loaded = await client.LoadArrayAsync<double>(file);
            Assert.Equal(name == "row" ? [1L, 5L] : [20, 5], loaded.Shape);
            double[] expected = name == "part" ? [.. Enumerable.Range(0, 100).Select(static i => (20.0 * (i / 5)) + (2 * (i % 5)))] : Numbers[..(int)loaded.Length];
            Assert.Equal(expected, await loaded.ReadAsync(..));
        }

        foreach ((string name, string says) in ((string, string)[])[("fortran", "fortran_order"), ("single", "<f4"), ("record", "records with fields")])
        {
            await using FileStream file = File.OpenRead(folder.File($"{name}.npy"));
            var refused = await Assert.ThrowsAsync<InvalidDataException>(() => client.LoadArrayAsync<double>(file, name));
            Assert.Contains(says, refused.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<ObjectNotFoundException>(() => client.GetArrayAsync<double>(name));
        }
    }

    [RequiresPythonGrpcFact]
    public async Task Memory_IsCreatedAndUsedFromPython()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });
        await using ObjectClient client = await server.ConnectAsync();
        await using SharedArray<double> numbers = await client.CreateArrayAsync<double>([10], "numbers");
        await numbers.WriteAsync(Numbers.AsMemory(0, 10));
        string folder = Repository.File("protos");
        string[] protos = [.. Directory.GetFiles(Path.Combine(folder, "objectserver", "v1")).Select(file => Path.GetRelativePath(folder, file))];

        ExternalProgram.Result result = await PythonGrpc.RunAsync("memory_client.py", folder, protos, [server.Address]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("all as it should be", result.Output.Trim());
        await using SharedArray<double> made = await client.GetArrayAsync<double>("from-python");
        Assert.Equal([4, 3], made.Shape);
        Assert.Equal(Enumerable.Range(0, 12).Select(static i => i + 0.5), await made.ReadAsync(..));
        await using SharedList items = await client.GetMemoryListAsync("items");
        Assert.Equal([-3L, "a\0é\0", 2.25], items);
        await server.UnaryIdleAsync();
    }

    private static async Task<SharedArray<double>> NumbersAsync(ObjectClient client)
    {
        SharedArray<double> array = await client.CreateArrayAsync<double>([20, 5]);
        await array.WriteAsync(Numbers);
        return array;
    }

    private static async Task RunAsync(params string[] arguments)
    {
        ExternalProgram.Result result = await PythonNumPy.RunAsync("array_memmap.py", arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("all as it should be", result.Output.Trim());
    }
}
