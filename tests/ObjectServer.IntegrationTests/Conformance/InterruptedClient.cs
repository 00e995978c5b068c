using System.Globalization;
using System.Runtime.InteropServices;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Conformance;

/// <summary>A client in a process of its own whose thread waits in a call until Ctrl-C, and then makes others.</summary>
internal static class InterruptedClient
{
    /// <summary>What makes the test program this client; the server's address follows.</summary>
    public const string Mode = "client-interrupted";

    public static async Task<int> RunAsync(string address)
    {
        using var interrupted = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            interrupted.Cancel();
        });
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        ISlowAnswer slow = await client.GetOrCreateAsync<ISlowAnswer>("slow");
        Console.WriteLine("ready");

        // All on one thread, as its author would have it.
        Call(slow, interrupted.Token);
        return 0;
    }

    private static void Call(ISlowAnswer slow, CancellationToken interrupted)
    {
        try
        {
            Console.WriteLine(slow.Answer("interrupted", interrupted));
        }
        catch (OperationCanceledException e)
        {
            Console.WriteLine(e.GetType().Name);
        }

        try
        {
            Console.WriteLine(slow.AnswerLate("late"));
        }
        catch (TimeoutException e)
        {
            Console.WriteLine(e.GetType().Name);
        }

        Console.WriteLine(slow.LengthOf("four").ToString(CultureInfo.InvariantCulture));
        slow.Finish();
        slow.FinishedAsync().GetAwaiter().GetResult();
        for (int i = 0; i < 100; i++) Console.WriteLine(slow.LengthOf(new string('x', i)).ToString(CultureInfo.InvariantCulture));
    }
}
