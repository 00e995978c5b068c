using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Rivals.Python;

/// <summary>A Python program that starts a server of its own and measures one thing.</summary>
/// <param name="name">Who it is.</param>
/// <param name="program">File of the program.</param>
/// <param name="module">What has to be installed for it.</param>
/// <param name="package">The package that has it.</param>
/// <param name="arguments">What it measures.</param>
internal sealed class PythonContender(string name, string program, string module, string package, params string[] arguments) : IContender
{
    private const string Interpreter = "/usr/bin/python3";

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string? Missing { get; private set; }

    /// <inheritdoc/>
    public async Task PrepareAsync(MeasuringPlan plan)
    {
        if (!await HasAsync(module)) Missing = $"not installed (apt-get install {package})";
    }

    /// <inheritdoc/>
    public async Task<Figures> MeasureAsync(MeasuringPlan plan)
    {
        List<string> command =
        [
            Interpreter, Path.Combine(AppContext.BaseDirectory, "peers", program), .. arguments,
            "--seconds", ArgumentText.Seconds(plan.Duration), "--warmup", ArgumentText.Seconds(plan.Warmup),
        ];
        if (plan.Pinning.Server is { } server) command.AddRange(["--server-cpus", server]);
        if (plan.Pinning.Client is { } client) command.AddRange(["--client-cpus", client]);
        await using ChildProcess running = ChildProcess.Start(command);
        return Figures.Parse(await running.ReadLastLineAsync(plan.Warmup + plan.Duration + TimeSpan.FromSeconds(60)));
    }

    private static async Task<bool> HasAsync(string module)
    {
        if (!File.Exists(Interpreter)) return false;
        await using ChildProcess asking = ChildProcess.Start([Interpreter, "-c", $"import {module}; print('there')"]);
        try
        {
            return await asking.ReadLastLineAsync(TimeSpan.FromSeconds(30)) == "there";
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
