using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Reading;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>One client's conversation as the server sees it: what it holds, what it has under way. Calls may overlap.</summary>
internal sealed partial class ServerSession : IDisposable
{
    private readonly ConcurrentDictionary<ulong, SessionCall> _running = new();
    private readonly ConcurrentDictionary<ulong, CancellationTokenSource> _requests = new();
    private readonly HashSet<ulong> _announced = [];
    private readonly IncomingTransfers _incoming;
    private readonly OutgoingTransfers _outgoing;
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource<LaneWriter> _bulk = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LaneWriter _control;
    private readonly bool _includeStack;
    private LaneWriter? _calls;
    private SessionCall? _spare;
    private int _endedOnce;

    public ServerSession(ServerCore server, SessionPeer peer, Hello hello, LaneWriter control)
    {
        Server = server;
        Peer = peer;
        ClientName = hello.ClientName.Length <= 128 ? hello.ClientName : hello.ClientName[..128];
        ProcessId = hello.ProcessId;
        _control = control;
        _includeStack = server.Options.IncludeRemoteStack ?? peer.IsLocal;
        References = new SessionReferences(server.Host.Objects, server.Identity, Announce);
        _incoming = new IncomingTransfers(
            server.Options.MaxValueBytes,
            (transfer, bytes) => SendControl(FrameKind.TransferCredit, new TransferCredit { Transfer = transfer, Bytes = bytes }));
        _outgoing = new OutgoingTransfers(() => _bulk.Task);
        long most = (long)Math.Min(hello.MaxValueBytes, long.MaxValue);
        SendLimit = most > 0 && most < server.Limit.MaxBytes ? new ValueLimit("ObjectClientOptions.MaxValueBytes", most) : server.Limit;
    }

    public ServerCore Server { get; }

    public SessionPeer Peer { get; }

    public string ClientName { get; }

    public long ProcessId { get; }

    /// <summary>Names the session; not a secret.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>The secret that attaches lanes.</summary>
    public byte[] Token { get; } = RandomNumberGenerator.GetBytes(32);

    public SessionReferences References { get; }

    /// <summary>What a single value of a result may take.</summary>
    public ValueLimit SendLimit { get; }

    /// <summary>Cancelled when the session has ended.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>How many calls and requests are under way, those included whose large results are still being sent.</summary>
    public int Running => Volatile.Read(ref _places) + _outgoing.Count;

    /// <summary>Whether the client has attached the lane that calls come on.</summary>
    public bool HasCalls => Volatile.Read(ref _calls) is not null;

    /// <summary>Sends an outcome without values.</summary>
    public void SendResult(ulong sequence) => Send(new ResultFrame { Sequence = sequence }, default, default);

    /// <summary>Sends a result.</summary>
    public void SendResult(ulong sequence, EncodedResult result)
    {
        var frame = new ResultFrame { Sequence = sequence };
        if (result.Payload.Length <= InlineBytes)
        {
            Send(frame, new PayloadSource(result.Payload), default);
            return;
        }

        frame.TransferBytes = (ulong)result.Payload.Length;
        frame.Transfer = _outgoing.Add(result.Take());
        Send(frame, default, default);
    }

    /// <summary>Sends a failure.</summary>
    public void SendError(ulong sequence, Exception error, bool ofUser, bool oneWay)
    {
        if (oneWay)
        {
            Server.Log.OneWayFailed(error);
            SendResult(sequence);
            return;
        }

        Error message = ofUser ? Server.Errors.ToWireFromUser(error, _includeStack) : Server.Errors.ToWire(error, _includeStack);
        Send(new ResultFrame { Sequence = sequence }, default, new PayloadSource(message.ToByteArray()));
    }

    /// <summary>Sends a report of a running call.</summary>
    public void SendProgress<T>(ulong sequence, uint parameter, ValueCodec<T> codec, T report)
    {
        using EncodedResult encoded = CallValues.Encode(codec, report, null, References, SendLimit);
        var progress = new Progress
        {
            Sequence = sequence,
            Parameter = parameter,
            Value = UnsafeByteOperations.UnsafeWrap(encoded.Payload.AsSequence().ToArray()),
        };
        if (_calls!.Append(FrameKind.Progress, progress)) FlushCalls();
    }

    /// <summary>Sends a frame on the control lane.</summary>
    public void SendControl(FrameKind kind, IMessage message)
    {
        if (_control.Append(kind, message)) _control.Flush();
    }

    /// <summary>Sends the results that wait.</summary>
    public void FlushCalls()
    {
        // A thread of the CPU lane runs at a lower priority: everybody's results would wait for it while it sends.
        if (SynchronizationContext.Current is CpuLane) _calls!.FlushLater();
        else _calls!.Flush();
    }

    /// <summary>Waits until what was said so far is sent, within a limit.</summary>
    public async Task FlushAsync(TimeSpan limit)
    {
        try
        {
            Task drained = Task.WhenAll(_control.DrainedAsync(), _calls?.DrainedAsync() ?? Task.CompletedTask);
            await drained.WaitAsync(limit, Server.Time);
        }
        catch (TimeoutException)
        {
            // The client does not read; it learns of the end when the link closes.
        }
    }

    /// <summary>
    /// A call that has left, and that nothing refers to, may be used again: a small call then takes 106 bytes of memory in the server
    /// instead of 314.
    /// </summary>
    public void Reuse(SessionCall call) => _spare = call;

    /// <summary>A call has left.</summary>
    public void Forget(SessionCall call)
    {
        if (call.IsListed) _running.TryRemove(new KeyValuePair<ulong, SessionCall>(call.Sequence, call));
        if (call.Transfer != 0) TransferEnded(call);
    }

    /// <inheritdoc cref="End"/>
    public void Dispose()
    {
        End();
        _ended.Dispose();
    }

    /// <summary>Ends the session: what runs is cancelled, what it holds is given back.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref _endedOnce, 1) != 0) return;
        _ended.Cancel();
        _incoming.Close();
        _outgoing.Close();
        _control.Break();
        _calls?.Break();
        if (_bulk.Task.IsCompletedSuccessfully) _bulk.Task.Result.Break();
        else _bulk.TrySetException(new IOException("The session has ended."));
        _ = _bulk.Task.Exception;

        // First all of them: one that ends of its cancellation must not let in the next one, whose turn to be cancelled comes later.
        foreach (SessionCall call in _running.Values) call.KeepOut();
        foreach (SessionCall call in _running.Values) call.Cancel();
        foreach (CancellationTokenSource request in _requests.Values) CancelRequest(request);
        References.Close();
        Server.Log.SessionEnded(Id, ClientName);
    }

    private void Announce(ContractModel contract)
    {
        // Under the same lock as the frame: a reference that names the contract is appended only after it.
        lock (_announced)
        {
            if (_announced.Add(contract.Fingerprint)) _calls!.Append(FrameKind.Contract, contract.Describe());
        }
    }

    private SessionCall TakeCall()
    {
        // Only the reader of the calls lane takes one.
        SessionCall call = _spare ?? new SessionCall(this);
        _spare = null;
        return call;
    }

    private void Send(in ResultFrame frame, in PayloadSource values, in PayloadSource error)
    {
        Interlocked.Decrement(ref _places);
        if (_calls!.Append(frame, values, error) && !ReaderLead.TryDeferFlush(this)) FlushCalls();
    }
}
