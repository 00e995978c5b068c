using System.CommandLine;
using ObjectServer.Benchmarks.Soaks;

namespace ObjectServer.Benchmarks.Commands;

/// <summary>Calls a server for a long time, and says by its exit code whether anything has grown with the number of calls.</summary>
internal sealed class SoakCommand : Command
{
    private readonly Option<double> _minutes = new("--minutes")
    {
        Description = "For how long it calls.",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<double> _every = new("--every")
    {
        Description = "Seconds between two rows.",
        DefaultValueFactory = _ => 20,
    };

    public SoakCommand()
        : base("soak", "Calls of many kinds for a long time: what they allocate, and what client and server keep of them, row by row.")
    {
        Add(_minutes);
        Add(_every);
        SetAction((parsed, _) =>
            new SoakProgram(TimeSpan.FromMinutes(parsed.GetValue(_minutes)), TimeSpan.FromSeconds(parsed.GetValue(_every))).RunAsync(Console.Out));
    }
}
