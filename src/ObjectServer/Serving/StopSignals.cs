using System.Runtime.InteropServices;

namespace ObjectServer.Serving;

/// <summary>
/// What tells the program to stop: SIGTERM always; Ctrl-C (SIGINT) unless the server belongs to another process, which gets the same
/// signal from the terminal and may need the server to end its own work. Such a server ignores a terminal that hangs up, too.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _interrupts;

    /// <param name="hasParent">Whether the server belongs to another process.</param>
    public StopSignals(bool hasParent)
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, hasParent ? Ignore : Interrupt));
        if (hasParent) _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, Ignore));
    }

    /// <summary>Cancelled when the program is to stop.</summary>
    public CancellationToken Requested => _requested.Token;

    /// <summary>Tells the program to stop.</summary>
    public void Request() => _requested.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }

    private static void Ignore(PosixSignalContext context) => context.Cancel = true;

    private void Interrupt(PosixSignalContext context)
    {
        // Who presses Ctrl-C again while calls drain does not want to wait for them.
        if (Interlocked.Increment(ref _interrupts) == 1) Stop(context);
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        Request();
    }
}
