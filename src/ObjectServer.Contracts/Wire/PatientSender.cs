using System.Net.Sockets;

namespace ObjectServer.Wire;

/// <summary>
/// Sends what a blocking socket did not take at once, on a thread that may wait for its peer. The thread is started by the first such
/// message, and ends with the lane: most lanes never have one.
/// </summary>
internal sealed class PatientSender(Socket socket) : IDisposable
{
    private readonly object _signal = new();
    private TaskCompletionSource? _sending;
    private FrameBuffer? _message;
    private int _sent;
    private bool _started;
    private bool _closed;

    /// <summary>Sends the rest of a message; completes when the socket has taken it. One at a time.</summary>
    /// <exception cref="IOException">The peer is gone.</exception>
    public Task SendAsync(FrameBuffer message, int sent)
    {
        lock (_signal)
        {
            if (_closed) throw new IOException("The link is closed.");
            (_message, _sent) = (message, sent);
            _sending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_started) Monitor.Pulse(_signal);
            else Start();
            return _sending.Task;
        }
    }

    /// <summary>The lane is closed, and its socket shut down: who waits in it returns.</summary>
    public void Dispose()
    {
        lock (_signal)
        {
            _closed = true;
            Monitor.Pulse(_signal);
        }
    }

    private void Start()
    {
        _started = true;
        new Thread(Run) { IsBackground = true, Name = "ObjectServer sender" }.Start();
    }

    private void Run()
    {
        while (Next() is { } sending)
        {
            try
            {
                SendRest();
                sending.TrySetResult();
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                sending.TrySetException(e as IOException ?? new IOException("The link is closed.", e));
            }
        }
    }

    private TaskCompletionSource? Next()
    {
        lock (_signal)
        {
            while (_sending is null && !_closed) Monitor.Wait(_signal);
            TaskCompletionSource? sending = _sending;
            _sending = null;
            return sending;
        }
    }

    private void SendRest()
    {
        FrameBuffer message = _message!;
        while (_sent < message.Length)
        {
            // Without a limit: the lane's end shuts the socket down, and with it this wait.
            socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectWrite);
            _sent += SocketCalls.Send(socket, message.Span[_sent..]);
        }
    }
}
