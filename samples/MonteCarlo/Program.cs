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

using var stop = new StopSignals();
try
{
    // Without a timeout the library leaves signals alone: it would take them only when the run has begun to start processes.
    var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
    return await parsed.InvokeAsync(invocation, stop.Token);
}
catch (Exception error) when (error is OperationCanceledException || (stop.Token.IsCancellationRequested && IsExpected(error)))
{
    // A Ctrl-C also ends a server or caller that was just starting; whose failure is then noticed first is a matter of luck.
    await Console.Error.WriteLineAsync("Stopped before the end; nothing was written.");
    return 130;
}
catch (Exception error) when (IsExpected(error))
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}

static bool IsExpected(Exception error) =>
    error is ObjectServerException or InvalidOperationException or IOException or TimeoutException or UnauthorizedAccessException;
