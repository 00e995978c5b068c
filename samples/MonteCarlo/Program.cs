using System.CommandLine;
using MonteCarlo.Callers;
using MonteCarlo.Running;
using ObjectServer;
using Spectre.Console;

if (args is [CallerProcess.Option])
    return await CallerMode.RunAsync(Console.In, Console.Out);

IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect });
var line = new CommandLine((settings, cancel) => new RunCommand(console).RunAsync(settings, cancel));
ParseResult parsed = line.Root.Parse(args);
if (line.FaultOf(parsed) is string fault)
{
    await Console.Error.WriteLineAsync(fault);
    return 2;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
    });
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped before the end; nothing was written.");
    return 130;
}
catch (Exception error) when (error is ObjectServerException or InvalidOperationException or IOException or TimeoutException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
