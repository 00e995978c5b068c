using System.Runtime.InteropServices;
using MonteCarlo.Callers;
using MonteCarlo.Model;
using ObjectServer;
using ObjectServer.Client;

namespace MonteCarlo.Running;

/// <summary>The program as a caller process: a client of its own that attaches to replicas somebody else created.</summary>
internal static class CallerMode
{
    /// <summary>Reads the greeting, attaches, serves requests until the input ends, and says how much it sent and received.</summary>
    /// <returns>Exit code.</returns>
    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        // Ctrl-C goes to every process of the terminal; this one ends when the process that started it closes its input.
        using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        try
        {
            CallerGreeting? greeting = await CallerLines.ReadAsync<CallerGreeting>(input, CancellationToken.None);
            if (greeting is null)
                return 1;

            await using ObjectClient client =
                await ObjectClient.ConnectAsync(greeting.Address, new ObjectClientOptions { AuthKey = greeting.AuthKey });
            IReplica[] replicas = [.. greeting.References.Select(text => client.Attach<IReplica>(ObjectReference.Parse(text)))];
            await new CallerProgram(new InProcessCaller(replicas), input, output).RunAsync();
            ClientStatistics statistics = client.Statistics;
            CallerLines.Write(output, new CallerReply(-1, WireBytes: statistics.BytesSent + statistics.BytesReceived));
            return 0;
        }
        catch (Exception error)
        {
            CallerLines.Write(output, new CallerReply(-1, Error: error.Message));
            return 1;
        }
    }
}
