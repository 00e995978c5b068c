using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MonteCarlo.Model;

namespace MonteCarlo.Running;

/// <summary>The options of the program and what they mean. Each fault is one line that says what was given and what is right.</summary>
internal sealed class CommandLine
{
    private readonly Option<string?> _server = new("--server")
    {
        Description = "Address of a running server that has loaded this sample; without it the run starts one of its own.",
    };

    private readonly Option<bool> _direct = new("--direct") { Description = "No server: replicas in this process, for comparison." };
    private readonly Option<int> _size = Whole("--size", "Sites per side of the lattice.", new RunSettings().Size, 2, IsingReplica.MaxSize);
    private readonly Option<double[]> _temperatures = new("--temperatures")
    {
        Description = "Temperatures, ascending, separated by commas; one replica runs at each.",
        DefaultValueFactory = _ => [.. RunSettings.DefaultTemperatures],
        CustomParser = ParseTemperatures,
    };

    private readonly Option<int> _sweeps = Whole("--sweeps", "Sweeps of each replica; the first tenth warms up.", new RunSettings().Sweeps, 1, int.MaxValue);
    private readonly Option<int> _exchangeEvery = Whole("--exchange-every", "Sweeps between exchanges.", new RunSettings().ExchangeEvery, 1, int.MaxValue);
    private readonly Option<int> _callers = Whole("--callers", "Calls in flight, in each process that calls.", new RunSettings().Callers, 1, 256);
    private readonly Option<int> _processes = Whole("--processes", "Processes that call the replicas; 0 calls from this one.", 0, 0, 64);
    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Seed of all random streams; the same seed gives the same numbers.",
        DefaultValueFactory = _ => new RunSettings().Seed,
        CustomParser = ParseSeed,
    };

    private readonly Option<string> _report = FileToWrite("--report", "Where the picture goes, an HTML page.");
    private readonly Option<string> _json = FileToWrite("--json", "Where the figures go as JSON.");

    /// <summary>Builds the command.</summary>
    /// <param name="run">What to do with settings that are right; gives the exit code.</param>
    public CommandLine(Func<RunSettings, CancellationToken, Task<int>> run)
    {
        _report.DefaultValueFactory = _ => new RunSettings().ReportFile;
        Root = new RootCommand("Replica exchange (parallel tempering) of the two-dimensional Ising model, with the replicas in an object server.")
        {
            _server, _direct, _size, _temperatures, _sweeps, _exchangeEvery, _callers, _processes, _seed, _report, _json,
        };
        Root.SetAction((parsed, cancel) => run(Settings(parsed), cancel));
    }

    /// <summary>The command.</summary>
    public RootCommand Root { get; }

    /// <summary>The settings of a command line without faults.</summary>
    public RunSettings Settings(ParseResult parsed) => new()
    {
        Server = parsed.GetValue(_server),

        // Not by the command line, which everybody on the machine can see.
        AuthKey = Environment.GetEnvironmentVariable("OBJECTSERVER_AUTH_KEY") is { Length: > 0 } key ? key : KeyFromFile(parsed),
        Direct = parsed.GetValue(_direct),
        Size = parsed.GetValue(_size),
        Temperatures = parsed.GetValue(_temperatures)!,
        Sweeps = parsed.GetValue(_sweeps),
        ExchangeEvery = Math.Min(parsed.GetValue(_exchangeEvery), parsed.GetValue(_sweeps)),
        Callers = parsed.GetValue(_callers),
        Processes = parsed.GetValue(_processes),
        Seed = parsed.GetValue(_seed),
        ReportFile = parsed.GetValue(_report)!,
        JsonFile = parsed.GetValue(_json),
    };

    /// <summary>What is wrong with a command line, in one line; null when nothing is.</summary>
    public string? FaultOf(ParseResult parsed)
    {
        if (parsed.Errors.Count > 0)
            return parsed.Errors[0].Message;

        int sweeps = parsed.GetValue(_sweeps);
        int every = parsed.GetValue(_exchangeEvery);
        if (parsed.GetResult(_exchangeEvery) is { Implicit: false } && every > sweeps)
            return $"--exchange-every: {every} is more than the {sweeps} sweeps of the whole run.";

        if (parsed.GetValue(_server) is string server && !IsAddress(server))
            return $"--server: \"{server}\" is not an address: http://host:port, https://host:port, unix:/path or grpc+unix:/path.";

        if (parsed.GetValue(_direct) && (parsed.GetValue(_server) is not null || parsed.GetValue(_processes) > 0))
            return "--direct: there is no server in such a run, so --server and --processes do not go with it.";

        return null;
    }

    // As containers get secrets. A server of its own reads the same variable, and gets its key in another way.
    private string? KeyFromFile(ParseResult parsed) =>
        parsed.GetValue(_server) is not null && Environment.GetEnvironmentVariable("OBJECTSERVER_AUTH_KEY_FILE") is { Length: > 0 } path
            ? File.ReadAllText(path).TrimEnd('\r', '\n')
            : null;

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" or "unix" or "grpc+unix";

    private static Option<int> Whole(string name, string description, int standard, int least, int most) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
                return value;

            string range = most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}";
            argument.AddError($"{name}: \"{text}\" is not a whole number {range}.");
            return standard;
        },
    };

    private static Option<string> FileToWrite(string name, string description)
    {
        var option = new Option<string>(name) { Description = description };
        option.Validators.Add(result =>
        {
            string? file = result.GetValueOrDefault<string>();
            if (file is not null && (Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)))))
                result.AddError($"{name}: \"{file}\" cannot be written: it is a folder, or its folder does not exist.");
        });
        return option;
    }

    private static ulong ParseSeed(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
            argument.AddError($"--seed: \"{text}\" is not a whole number from 0 to {ulong.MaxValue}.");

        return seed;
    }

    private static double[]? ParseTemperatures(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        double[] values = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i])
                || !double.IsFinite(values[i]) || values[i] <= 0)
            {
                argument.AddError($"--temperatures: \"{parts[i]}\" in \"{text}\" is not a positive number.");
                return null;
            }

            if (i > 0 && values[i] <= values[i - 1])
            {
                argument.AddError($"--temperatures: \"{text}\" must rise from each to the next; {parts[i]} does not.");
                return null;
            }
        }

        return values;
    }
}
