using System.Buffers;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>Hands on what a running call reports, and all of it before the call ends.</summary>
internal sealed class ProgressPump : OrderedPump<(uint Parameter, byte[] Value)>
{
    private readonly Dictionary<uint, Action<ValueReader, bool>> _sinks = [];
    private readonly SessionSide _session;
    private volatile bool _stopped;

    public ProgressPump(SessionSide session) => _session = session;

    /// <summary>What the first failing handler threw; it becomes the call's failure.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The call's number, once it is known.</summary>
    public ulong Sequence { get; set; }

    /// <summary>Adds the handler of one parameter, before the call is sent.</summary>
    /// <param name="parameter">The parameter's position.</param>
    /// <param name="report">Reads a report, and hands it on if that is wanted.</param>
    public void AddSink(int parameter, Action<ValueReader, bool> report) => _sinks.Add((uint)parameter, report);

    /// <summary>A report has arrived.</summary>
    public void Post(uint parameter, ReadOnlySpan<byte> value) => Enqueue((parameter, value.ToArray()));

    /// <summary>The call has ended for its caller: nothing is handed on any more, whatever waits or still arrives.</summary>
    public void Stop() => _stopped = true;

    /// <inheritdoc/>
    protected override void Hand((uint Parameter, byte[] Value) item)
    {
        try
        {
            // What is not handed on is read all the same, so that the references in it are given back.
            if (_sinks.TryGetValue(item.Parameter, out Action<ValueReader, bool>? sink))
            {
                bool wanted = Failure is null && !_stopped;
                _session.Read(new ReadOnlySequence<byte>(item.Value), reader => sink(reader, wanted));
            }
        }
        catch (Exception e)
        {
            Failure ??= e;
        }
    }

    /// <inheritdoc/>
    protected override void Credit(uint items) =>
        _session.SendControl(FrameKind.ProgressCredit, new ProgressCredit { Sequence = Sequence, Reports = items });
}
