using System.Runtime.CompilerServices;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Telemetry;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy;

/// <summary>A call with its arguments written, about to be sent. Has one owner, who sends it or drops it.</summary>
internal struct OutgoingCall
{
    /// <summary>What the proxy had when the arguments were written: it may have another object by now (<see cref="NamedBinding"/>).</summary>
    public RemoteHandle Handle;
    public ContractMember Member;
    public PayloadBuffer Payload;
    public CancellationToken Cancel;
    public ProgressPump? Progress;
    public Exports? Exported;
    public string[]? TypeArguments;

    /// <summary>The lock that guards the call; null for none.</summary>
    public CallFence? Fence;

    /// <summary>How long the call may take; infinite for most.</summary>
    public TimeSpan Timeout;

    /// <summary>How much of that it has waited for a place.</summary>
    public TimeSpan Waited;

    /// <summary>The call whose code makes it; null for code that no call runs.</summary>
    public IncomingCall? Around;

    /// <summary>Whether it is cancelled when that one is.</summary>
    public bool Follows;

    /// <summary>Whether it has no more time than that one has left.</summary>
    public bool IsCut;

    public readonly SessionSide Session => Handle.Session;

    /// <summary>How much of its time is left.</summary>
    public readonly TimeSpan Left => Timeout == System.Threading.Timeout.InfiniteTimeSpan ? Timeout
        : Waited < Timeout ? Timeout - Waited
        : TimeSpan.Zero;

    /// <summary>Whether nothing but the frame of its answer can end the call: it reports nothing, and has no limits.</summary>
    public readonly bool EndsWithAnswerOnly => Progress is null && !Cancel.CanBeCanceled && Timeout == System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>Writes the arguments; nothing else of the program can change what is sent from here on.</summary>
    /// <exception cref="ArgumentEncodingException">An argument cannot be written; the message names its parameter.</exception>
    /// <exception cref="LimitExceededException">An argument is larger than a limit.</exception>
    /// <exception cref="TypeNotRegisteredException">A type argument is not allowed.</exception>
    /// <exception cref="OperationCanceledException">The call whose code makes it has been cancelled.</exception>
    /// <exception cref="TimeoutException">The time of that call is over.</exception>
    public static OutgoingCall Encode(SharedProxy proxy, ContractMember member, object?[] arguments)
    {
        RemoteHandle handle = proxy.Handle;
        var call = new OutgoingCall { Handle = handle, Member = member, Fence = proxy.Limit?.Fence, Timeout = TimeoutOf(proxy, handle, member), Around = IncomingCall.Current };
        if (call.Around is { } around)
        {
            TimeSpan own = call.Timeout;
            call.Follows = around.Admit(member, ref call.Timeout);
            call.IsCut = call.Timeout != own;
        }

        call.Payload = CallValues.TakeBuffer();
        ValueWriter writer = CallValues.TakeWriter();
        Exports? outer = Exports.Begin();
        bool written = false;
        try
        {
            writer.Reset(call.Payload, handle.Session.References, handle.Session.SendLimit);
            if (member.Definition is not null) call.TypeArguments = NamesOf(handle.Session, member);
            IReadOnlyList<ContractParameter> parameters = member.Parameters;
            for (int i = 0; i < parameters.Count; i++) call.Write(writer, parameters[i], arguments[i]);
            written = true;
        }
        finally
        {
            call.Exported = Exports.End(outer);
            CallValues.Recycle(writer);
            if (!written) call.Drop();
        }

        return call;
    }

    /// <summary>Sends the call, whose place is taken; what it holds belongs to <paramref name="pending"/> from here on.</summary>
    public readonly void Send(PendingCall pending)
    {
        CallFrame frame = Frame();
        bool taken = false;
        bool sent = false;
        try
        {
            Session.Calls.Send(pending, frame, Payload, out taken);
            sent = true;
        }
        finally
        {
            if (!taken) CallValues.Recycle(Payload);
            if (!sent) Exported?.Undo(Session.References);
        }
    }

    /// <summary>Appends the call, whose place is taken, to those that leave together; see <see cref="OutgoingCalls.Flush"/>.</summary>
    public readonly void Append(PendingCall pending)
    {
        bool taken = false;
        bool sent = false;
        try
        {
            Session.Calls.Append(pending, Frame(), Payload, out taken);
            sent = true;
        }
        finally
        {
            if (!taken) CallValues.Recycle(Payload);
            if (!sent) Exported?.Undo(Session.References);
        }
    }

    /// <summary>Waits for a place on this thread.</summary>
    /// <inheritdoc cref="OutgoingCalls.Enter" path="/exception"/>
    public void AwaitPlace()
    {
        long start = Session.Time.GetTimestamp();
        Session.Calls.Enter(Timeout, Member, Cancel);
        Waited = Session.Time.GetElapsedTime(start);
    }

    /// <summary>What the caller is told whose token was cancelled before the call was sent.</summary>
    public readonly OperationCanceledException Unsent() =>
        new OperationCanceledException($"The call of {Member} was cancelled before it was sent.", Cancel).Mark(CallOutcome.NotSent);

    /// <summary>Gives up a call that was not sent.</summary>
    public readonly void Drop()
    {
        CallValues.Recycle(Payload);
        Exported?.Undo(Session.References);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly CallFrame Frame()
    {
        var frame = new CallFrame
        {
            Object = Handle.Reference.ObjectId,
            Member = Member.Id,
            OneWay = Member.OneWay,
            TypeArguments = TypeArguments,
            Trace = CallTracing.Current,
            TimeoutMs = Timeout == System.Threading.Timeout.InfiniteTimeSpan ? 0 : (uint)Math.Clamp(Math.Ceiling(Left.TotalMilliseconds), 1, uint.MaxValue),
        };
        if (Around is { } around) (frame.Chain, frame.Depth) = around.Join();
        if (Fence is { } fence) (frame.FenceLock, frame.Fence) = (fence.Lock, fence.Token);
        return frame;
    }

    private static TimeSpan TimeoutOf(SharedProxy proxy, RemoteHandle handle, ContractMember member) => member.TimeoutMs > 0 ? TimeSpan.FromMilliseconds(member.TimeoutMs)
        : proxy.Limit is { Timeout: { } given } ? given
        : member.IsUnlimited ? System.Threading.Timeout.InfiniteTimeSpan
        : handle.Session.DefaultTimeout;

    private static string[] NamesOf(SessionSide session, ContractMember member) =>
    [
        .. member.TypeArguments.Select(type => ContractModel.IsContract(type)
            ? TypeArgumentNames.Of(session.Contracts.FingerprintOf(ContractModel.Of(type)))
            : session.Served.Home.TypeArguments.NameOf(member, type)),
    ];

    private void Write(ValueWriter writer, ContractParameter parameter, object? argument)
    {
        switch (parameter.Role)
        {
            case ParameterRole.Cancellation:
                Cancel = (CancellationToken)argument!;
                writer.WriteMissing();
                break;
            case ParameterRole.Handler when argument is null:
                writer.WriteNull();
                break;
            case ParameterRole.Handler:
                WriteHandler(writer, parameter, (Delegate)argument);
                break;
            case ParameterRole.Sender:
                writer.WriteMissing();
                break;
            case ParameterRole.Progress when argument is null:
                writer.WriteNull();
                break;
            case ParameterRole.Progress:
                Progress ??= new ProgressPump(Session);
                ProgressSink.Of(parameter.ProgressType!).Add(Progress, parameter, argument);
                writer.WriteProgress((uint)parameter.Position);
                break;
            case ParameterRole.Value when parameter.Passing == ParameterPassing.Out:
                writer.WriteMissing();
                break;
            default:
                WriteValue(writer, parameter, argument);
                break;
        }
    }

    private readonly void WriteHandler(ValueWriter writer, ContractParameter parameter, Delegate handler)
    {
        ContractModel contract = parameter.DelegateContract?.Invoke(handler.GetType()) ?? ContractModel.Of(parameter.Type);
        var source = new EventSource(Session, Handle.Reference, Handle.Remote.Model);
        writer.WriteReference(Session.References.Export(new DelegateTarget(handler, source, contract.IsDescribed ? contract : null), contract));
    }

    private readonly void WriteValue(ValueWriter writer, ContractParameter parameter, object? argument)
    {
        try
        {
            parameter.Codec!.WriteBoxed(writer, argument);
        }
        catch (ArgumentEncodingException e)
        {
            throw new ArgumentEncodingException($"Argument \"{parameter.Name}\" of {Member} cannot be sent: {e.Message}", parameter.Name, e);
        }
    }
}
