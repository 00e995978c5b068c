using System.Globalization;
using ObjectServer;
using ObjectServer.Client;
using Prompt;

try
{
    await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions { Assemblies = [typeof(Solver).Assembly.Location] });
    await using ObjectClient client = await server.ConnectAsync();
    ISolver solver = await client.CreateAsync<ISolver>();

    Task<double> solving = solver.SquareRootAsync(new ConsolePrompt(Console.In, Console.Out));
    int calls = await WatchAsync(solver, solving);
    double root = await solving;
    await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Its square root is {root}."));
    await Console.Out.WriteLineAsync($"While the solver asked, it answered {calls} other calls.");
    return 0;
}
catch (Exception error) when (error is ObjectServerException or InvalidOperationException or IOException or TimeoutException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}

// Other calls of the same object, for as long as it is at work.
static async Task<int> WatchAsync(ISolver solver, Task solving)
{
    using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
    string? last = null;
    int calls = 0;
    while (!solving.IsCompleted)
    {
        string? question = solver.OpenQuestion;
        calls++;
        if (question is not null && question != last) await Console.Error.WriteLineAsync($"[The solver waits at: {question}]");
        last = question;
        await Task.WhenAny(solving, looks.WaitForNextTickAsync().AsTask());
    }

    return calls;
}
