using System.Text.Json;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Rivals.Python;

/// <summary>A published experiment's Python program in <c>bench/peers</c>, which prints a line for each of its cases.</summary>
internal static class PythonExperiment
{
    private const string Interpreter = "/usr/bin/python3";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Runs it, and gives its lines, by case.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message says what is to be installed.</exception>
    public static async Task<IReadOnlyDictionary<string, JsonElement>> RunAsync(string program, params string[] arguments)
    {
        await using ChildProcess running = ChildProcess.Start([Interpreter, Path.Combine(AppContext.BaseDirectory, "peers", program), .. arguments]);
        string output;
        try
        {
            output = await running.ReadAllAsync(Limit);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"{program} needs python3-numpy and python3-pandas (apt-get install python3-numpy python3-pandas): {e.Message}", e);
        }

        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => JsonSerializer.Deserialize<JsonElement>(line))
            .ToDictionary(static line => line.GetProperty("case").GetString()!);
    }
}
