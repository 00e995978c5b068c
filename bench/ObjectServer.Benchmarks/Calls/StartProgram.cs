using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Calls;

/// <summary>What a fresh process does that wants a server of its own: starts it, creates an object, and has it answer.</summary>
internal static class StartProgram
{
    /// <summary>Does it once, because the first time is what a user waits for, and writes one line of figures.</summary>
    public static async Task RunAsync()
    {
        long start = Stopwatch.GetTimestamp();
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions { Assemblies = [typeof(ICalculator).Assembly.Location] });
        await using ObjectClient client = await server.ConnectAsync();
        ICalculator calculator = await client.CreateAsync<ICalculator>();
        int sum = calculator.Add(2, 3);
        TimeSpan taken = Stopwatch.GetElapsedTime(start);
        if (sum != 5) throw new InvalidOperationException($"2 + 3 was said to be {sum}.");
        await Console.Out.WriteLineAsync($"{new Figures { Milliseconds = taken.TotalMilliseconds }}");
    }
}
