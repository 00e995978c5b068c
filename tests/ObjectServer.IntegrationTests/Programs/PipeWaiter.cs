using System.IO.Pipes;

namespace ObjectServer.IntegrationTests.Programs;

[SharedObject("pipe-waiter")]
public sealed class PipeWaiter : IPipeWaiter
{
    public async Task<string?> WaitAsync(string pipe)
    {
        await using var client = new NamedPipeClientStream(".", pipe, PipeDirection.In, PipeOptions.Asynchronous);
        await client.ConnectAsync();
        using var reader = new StreamReader(client);
        return await reader.ReadLineAsync();
    }
}
