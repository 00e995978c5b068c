using MonteCarlo.Running;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Rivals.Python;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>
/// X5: replica exchange of eight 32 × 32 lattices that exchange every 100 sweeps, as the sample runs it. The replicas are in a server, and the
/// callers in this process; beside the same run on replicas of this process, and beside Python's managers. Both runs of the sample have to come
/// to the same energies.
/// </summary>
internal static class ReplicaExchangeCase
{
    private const string Id = "replica-exchange";
    private const string PythonId = $"{Id}-python";
    private const int Size = 32;
    private const int Replicas = 8;
    private const int SweepsPerRound = 100;
    private const int PythonSweeps = 2_000;

    // The same as those of the Python program.
    private static readonly double[] Temperatures = [.. Enumerable.Range(0, Replicas).Select(static level => 1.5 + 1.5 * level / (Replicas - 1))];

    private static readonly RunSettings Settings = new()
    {
        Size = Size,
        Temperatures = Temperatures,
        Sweeps = 50_000,
        ExchangeEvery = SweepsPerRound,
        Callers = Replicas,
    };

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!plan.Wants(Id) && !plan.Wants(PythonId)) return [];
        await using LocalServer server = await LocalServer.StartAsync(
            new LocalServerOptions { Assemblies = [typeof(MonteCarlo.Model.IsingReplica).Assembly.Location] });
        RunSettings served = Settings with { Server = server.Address, AuthKey = server.AuthKey };
        long start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < plan.Warmup) await CompareAsync(served);
        var ours = new List<double>();
        var direct = new List<double>();
        var python = new List<double>();
        for (int round = 0; round < plan.Rounds; round++)
        {
            (double remote, double local) = await CompareAsync(served);
            ours.Add(remote);
            direct.Add(local);
            if (plan.Wants(PythonId)) python.Add(await PythonAsync());
            await plan.Progress.WriteLineAsync($"{Id}, round {round + 1}: ours {remote:F0}, one process {local:F0}, Python's {python.LastOrDefault():F0} sweeps/s");
        }

        string link = server.Address.Split(':')[0];
        var rows = new List<ResultRow> { ResultRow.Of(Id, link, ours, direct, "the same in one process", "sweeps/s", Bar.AtLeast(0.95)) };
        if (python.Count > 0) rows.Add(ResultRow.Of(PythonId, link, ours, python, "Python's managers", "sweeps/s", Bar.AtLeast(30)));
        return rows;
    }

    private static async Task<(double Remote, double Local)> CompareAsync(RunSettings served)
    {
        var seeds = Seeds.From(served.Seed, Replicas);
        RunResult local;
        await using (var place = new DirectPlace(served, seeds)) local = await MonteCarloRun.RunAsync(served, seeds, place, CancellationToken.None);
        RunResult remote;
        await using (ServerPlace place = await ServerPlace.OpenAsync(served, seeds, meter: null, CancellationToken.None))
            remote = await MonteCarloRun.RunAsync(served, seeds, place, CancellationToken.None);
        double[] expected = EnergiesOf(local);
        double[] found = EnergiesOf(remote);
        return found.SequenceEqual(expected)
            ? (remote.Exchange.SweepsPerSecond, local.Exchange.SweepsPerSecond)
            : throw new InvalidOperationException($"The energies are {string.Join(", ", found)} in the server, and {string.Join(", ", expected)} here.");
    }

    private static double[] EnergiesOf(RunResult run) => [.. run.Temperatures.Select(static one => one.Measured.Energy.Value)];

    private static async Task<double> PythonAsync()
    {
        var lines = await PythonExperiment.RunAsync(
            "x5_ising.py", "--size", $"{Size}", "--replicas", $"{Replicas}", "--between", $"{SweepsPerRound}", "--sweeps", $"{PythonSweeps}");
        return lines["x5 python"].GetProperty("sweeps_per_s").GetDouble();
    }
}
