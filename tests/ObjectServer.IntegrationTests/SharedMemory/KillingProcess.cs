using System.Diagnostics;
using System.Threading.Channels;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>A <see cref="KillingClient"/> as the test sees it. One that the test leaves behind is killed.</summary>
internal sealed class KillingProcess : IAsyncDisposable
{
    private const int ExitCodeOfKilled = 128 + Signals.Kill;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Channel<string> _answers = Channel.CreateBounded<string>(16);
    private readonly SemaphoreSlim _busy = new(0);

    private KillingProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _ = Task.Run(ReadAsync);
    }

    public int Id => _process.Id;

    public static KillingProcess Start(string address, int seed)
    {
        string[] words = StartedProgram.Heeding([TestProgram.Host, "exec", TestProgram.Path, KillingClient.Mode, address, $"{seed}"]);
        return new KillingProcess(Process.Start(new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>Completes when it has done some more.</summary>
    public async Task BusyAsync(int lines)
    {
        for (int i = 0; i < lines; i++)
        {
            Task<bool> busy = _busy.WaitAsync(Guard);
            if (await Task.WhenAny(busy, _answers.Reader.Completion) != busy) await FailAsync();
            Assert.True(await busy, "The client does nothing any more.");
        }
    }

    /// <summary>Asks it something.</summary>
    public async Task<string> AskAsync(string question)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(question);
            await _process.StandardInput.FlushAsync();
            return await _answers.Reader.ReadAsync().AsTask().WaitAsync(Guard);
        }
        catch (Exception e) when (e is ChannelClosedException or IOException)
        {
            await FailAsync();
            throw;
        }
    }

    /// <summary>Kills it, and does not wait.</summary>
    public void Kill() => Signals.Send(Id, Signals.Kill);

    /// <summary>Waits until it is dead, and sees that it was killed, and by nothing else.</summary>
    public async Task KilledAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Guard);
        if (_process.ExitCode != ExitCodeOfKilled) await FailAsync();
    }

    /// <summary>Lets it end by itself, and sees that it ends well.</summary>
    public async Task EndAsync()
    {
        await _process.StandardInput.WriteLineAsync(KillingClient.End);
        await _process.StandardInput.FlushAsync();
        await _process.WaitForExitAsync().WaitAsync(Guard);
        if (_process.ExitCode != 0) await FailAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Guard);
        _process.Dispose();
        _busy.Dispose();
    }

    private async Task FailAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Guard);
        Assert.Fail($"The client ended with {_process.ExitCode}: {await _errors.WaitAsync(Guard)}");
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == KillingClient.Busy) _busy.Release();
            else await _answers.Writer.WriteAsync(line);
        }

        _answers.Writer.Complete();
    }
}
