using Google.Protobuf;
using Grpc.Core;
using ObjectServer.Client.Session;
using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Session;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>The requests of the unary service that run a member of an object.</summary>
internal sealed class MemberRequests(ServerCore server)
{
    /// <summary>Writes values as the message that every call's arguments come in. The buffer is the caller's.</summary>
    public static PayloadBuffer Write(IEnumerable<Value> arguments)
    {
        var values = new Wire.Values();
        values.Items.AddRange(arguments);
        PayloadBuffer payload = CallValues.TakeBuffer();
        values.WriteTo(payload);
        return payload;
    }

    /// <summary>Calls a method.</summary>
    public Task<InvokeReply> InvokeAsync(UnarySession session, InvokeRequest request, ServerCallContext context) =>
        RunAsync(
            session,
            request.Object,
            type => type.Names.FindMethod(request.Member, request.MemberId, request.Arguments.Count, request.TypeArguments.Count),
            request.Arguments,
            request.TimeoutMs,
            context,
            request.TypeArguments,
            (request.FenceLock, request.Fence));

    /// <summary>Reads a property.</summary>
    public Task<InvokeReply> GetAsync(UnarySession session, PropertyRequest request, ServerCallContext context) =>
        RunAsync(session, request.Object, type => type.Names.FindGetter(request.Property, request.Index.Count), request.Index, timeoutMs: 0, context, fence: (request.FenceLock, request.Fence));

    /// <summary>Writes a property.</summary>
    public Task<InvokeReply> SetAsync(UnarySession session, PropertyRequest request, ServerCallContext context) =>
        RunAsync(
            session,
            request.Object,
            type => type.Names.FindSetter(request.Property, request.Index.Count),
            request.Index.Append(request.Value ?? new Value()),
            timeoutMs: 0,
            context,
            fence: (request.FenceLock, request.Fence));

    /// <summary>Reads several properties as one call.</summary>
    public async Task<SnapshotReply> SnapshotAsync(UnarySession session, SnapshotRequest request, ServerCallContext context)
    {
        SnapshotInvoker? snapshot = null;
        InvokeReply read = await RunAsync(
            session, request.Object, type => snapshot = SnapshotInvoker.OfNames(type, request.Properties), [], request.TimeoutMs, context);
        var reply = new SnapshotReply();
        reply.Properties.AddRange(snapshot!.Names.Zip(read.OutValues, (name, value) => new PropertyValue { Name = name, Value = value }));
        return reply;
    }

    private async Task<InvokeReply> RunAsync(
        UnarySession session, ulong id, Func<ObjectType, MemberInvoker> choose, IEnumerable<Value> arguments, uint timeoutMs, ServerCallContext context,
        IReadOnlyList<string>? typeArguments = null, (ulong Lock, ulong Token) fence = default)
    {
        var payload = new ReceivedPayload(Write(arguments));
        UnaryCall call;
        MemberInvoker invoker;
        try
        {
            call = Begin(session, id, choose, typeArguments, out invoker);
            call.GuardBy(fence.Lock, fence.Token);
            call.TraceAs(UnaryTrace.Of(context));
        }
        catch
        {
            payload.Dispose();
            throw;
        }

        // What may end the call is there before it begins; it then sees to its own end.
        using CancellationTokenRegistration cancellation = context.CancellationToken.UnsafeRegister(
            _ => call.GiveUp(
                new OperationCanceledException($"The caller gave up its call of {invoker.Member}."),
                new OperationCanceledException($"The caller gave up its call of {invoker.Member} before it ran.").Mark(CallOutcome.NotExecuted)),
            null);
        uint limitMs = timeoutMs == 0 ? (uint)invoker.Member.TimeoutMs : timeoutMs;
        using ITimer? timer = StartTimer(call, invoker, limitMs);
        if (TimeOf(limitMs, context) is { } time) call.GiveTime(time);
        call.Submit(payload);
        return await call.Outcome;
    }

    private UnaryCall Begin(UnarySession session, ulong id, Func<ObjectType, MemberInvoker> choose, IReadOnlyList<string>? typeArguments, out MemberInvoker invoker)
    {
        SharedObject? target = server.Host.Objects.Find(id);
        if (target is null || !target.TryPin()) throw new ObjectGoneException(new ObjectReference(server.Identity.Id, server.Identity.Generation, id, 0));
        try
        {
            if (session.References.Denial(target) is { } denial) throw denial;
            invoker = choose(target.Type);
        }
        catch
        {
            target.Unpin();
            throw;
        }

        var call = new UnaryCall(session, target, invoker, typeArguments);
        session.Begin(call);
        return call;
    }

    /// <summary>How long the caller waits; null for any time. gRPC's deadlines are by the system's clock.</summary>
    private static TimeSpan? TimeOf(uint limitMs, ServerCallContext context)
    {
        TimeSpan? limit = limitMs == 0 ? null : TimeSpan.FromMilliseconds(limitMs);
        if (context.Deadline == DateTime.MaxValue) return limit;
        TimeSpan deadline = context.Deadline - TimeProvider.System.GetUtcNow().UtcDateTime;
        if (deadline <= TimeSpan.Zero) deadline = TimeSpan.FromTicks(1);
        return limit < deadline ? limit : deadline;
    }

    private ITimer? StartTimer(UnaryCall call, MemberInvoker invoker, uint timeoutMs)
    {
        if (timeoutMs == 0) return null;
        var timeout = TimeSpan.FromMilliseconds(Math.Min(timeoutMs, uint.MaxValue - 1));
        return server.Time.CreateTimer(
            _ => call.GiveUp(
                new TimeoutException($"{invoker.Member} did not answer within {timeout}."),
                new TimeoutException($"{invoker.Member} did not answer within {timeout}. It did not run.").Mark(CallOutcome.NotExecuted)),
            null,
            timeout,
            Timeout.InfiniteTimeSpan);
    }
}
