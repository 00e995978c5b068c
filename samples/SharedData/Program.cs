using ObjectServer;
using SharedData;
using Spectre.Console;

if (args is [WorkerProcess.Option, ..]) return await WorkerMode.RunAsync(Console.In, Console.Out);
IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
var experiments = new Dictionary<string, (string What, Func<IAnsiConsole, double, Task> Run)>
{
    ["slices"] = ("many processes read slices of one large table", Slices.RunAsync),
    ["nansum"] = ("many processes sum one column of a table of numbers, times and texts", NanSums.RunAsync),
    ["naps"] = ("workers share a job over an array, in the ways of a pool", Naps.RunAsync),
    ["private"] = ("a process changes its private view of an array that others share", PrivateViews.RunAsync),
    ["attach"] = ("data outlives the process that made it, until somebody deletes it", Attaching.RunAsync),
    ["memory"] = ("where memory goes when processes share it", MemoryPlaces.RunAsync),
};
double scale = 1;
if (args.Length is 0 or > 2 || !experiments.TryGetValue(args[0], out var chosen) || (args.Length == 2 && !TryScale(args[1], out scale)))
{
    await Console.Error.WriteLineAsync($"Usage: SharedData {string.Join("|", experiments.Keys)} [scale]\n");
    foreach ((string name, (string what, _)) in experiments) await Console.Error.WriteLineAsync($"  {name,-8} {what}");
    await Console.Error.WriteLineAsync("\nscale: how large the data is, from 0.001 to 1, which is the size of the published experiment. Default: 1.");
    return 2;
}

try
{
    await chosen.Run(console, scale);
    return 0;
}
catch (Exception error) when (error is ObjectServerException or InvalidOperationException or IOException or TimeoutException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}

static bool TryScale(string text, out double scale) =>
    double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out scale) && scale is >= 0.001 and <= 1;
