using System.Diagnostics;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>A client in a process of its own, to be killed.</summary>
internal sealed class VictimProcess : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private VictimProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts this assembly as a program in one of its modes.</summary>
    public static VictimProcess Start(params string[] arguments)
    {
        // Whoever started the tests may have said that signals from the keyboard are not for them.
        string[] words = StartedProgram.Heeding([TestProgram.Host, "exec", TestProgram.Path, .. arguments]);
        return new VictimProcess(Process.Start(new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>Waits for a line of its output; fails when it ends instead.</summary>
    public async Task<string> ReadLineAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Guard);
        if (line is null) Assert.Fail($"The client ended: {await _errors.WaitAsync(Guard)}");
        return line;
    }

    /// <summary>What it has written that was not read, on either stream; it has ended.</summary>
    public async Task<string> RestAsync() => await _process.StandardOutput.ReadToEndAsync().WaitAsync(Guard) + await _errors.WaitAsync(Guard);

    /// <summary>Sends it a signal.</summary>
    public void Send(int signal) => Signals.Send(_process.Id, signal);

    /// <summary>Kills it, and waits until it is dead.</summary>
    public async Task KillAsync()
    {
        Signals.Send(_process.Id, Signals.Kill);
        await _process.WaitForExitAsync().WaitAsync(Guard);
    }

    /// <summary>Waits until it has ended by itself, and well.</summary>
    public async Task WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Guard);
        if (_process.ExitCode != 0) Assert.Fail($"The client ended with {_process.ExitCode}: {await _errors.WaitAsync(Guard)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
