using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ObjectServer.Client.Local;

namespace ObjectServer.Tool.Commands;

/// <summary>Starts the server's program, and ends as it does.</summary>
internal static partial class ServeCommand
{
    private const string Name = "serve";
    private const string Folder = "server";
    private const string FileName = "ObjectServer.dll";
    private const int Terminate = 15;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var arguments = new Argument<string[]>("arguments") { Description = "Given to the server's program as they are: objectserver serve -- --help shows them.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(Name, "Starts a server, in the foreground.") { arguments };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, _) => RunAsync([.. parsed.GetValue(arguments) ?? [], .. parsed.UnmatchedTokens]));
        return command;
    }

    /// <summary>Whether it is this command that runs: it heeds signals itself.</summary>
    public static bool Is(ParseResult parsed) => parsed.CommandResult.Command.Name == Name;

    private static async Task<int> RunAsync(string[] arguments)
    {
        ServerProgram program = ServerProgram.Find(Path.Combine(AppContext.BaseDirectory, Folder, FileName));
        var start = new ProcessStartInfo(program.Executable) { UseShellExecute = false };
        foreach (string argument in program.FirstArguments.Concat(arguments)) start.ArgumentList.Add(argument);

        // Ctrl-C reaches both at a terminal, and the server says itself when it has ended. What only this process is told is passed on.
        using Process server = Process.Start(start)!;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            if (!OperatingSystem.IsWindows()) _ = Kill(server.Id, Terminate);
        });
        await server.WaitForExitAsync();
        return server.ExitCode;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
