using System.Buffers;
using Google.Protobuf;
using ObjectServer.Client.Memory;
using ObjectServer.Client.Proxy.Described;
using ObjectServer.Contract;
using ObjectServer.Telemetry;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>The requests of a client that are not calls of an object's member. Calls may overlap.</summary>
internal sealed class ObjectRequests(ClientSession session)
{
    /// <summary>Creates an object, or gets the one of that name.</summary>
    public Task<T> CreateAsync<T>(object?[] arguments, CreateOptions options, bool getOrCreate, CancellationToken cancel)
        where T : class
    {
        var create = new CreateObject
        {
            Type = options.Type ?? LibraryTypeName.Of(typeof(T)) ?? "",
            Contract = ContractModel.Of(typeof(T)).Name,
            Name = options.Name ?? "",
            GetOrCreate = getOrCreate,
        };
        return CreateAsync(create, arguments, ValueCodecs.Of<T>(), cancel);
    }

    /// <summary>Creates an object of a type, used by the description of its contract.</summary>
    public async Task<object> CreateDescribedAsync(object?[] arguments, CreateOptions options, CancellationToken cancel)
    {
        var create = new CreateObject { Type = options.Type ?? "", Name = options.Name ?? "" };
        return (await CreateAsync(create, arguments, Described, cancel).ConfigureAwait(false))!;
    }

    /// <summary>Finds a named object, used by the description of its contract.</summary>
    public async Task<object> GetDescribedAsync(string name, CancellationToken cancel) =>
        (await SendAsync(new Request { Get = new GetObject { Name = name } }, Described, null, cancel).ConfigureAwait(false))!;

    private DescribedCodec Described => field ??= new DescribedCodec(session, ValueKind.Reference, "");

    private Task<T> CreateAsync<T>(CreateObject create, object?[] arguments, ValueCodec<T> result, CancellationToken cancel)
    {
        var request = new Request { Create = create };
        Exports? outer = Exports.Begin();
        try
        {
            WriteArguments(create, arguments);
        }
        catch
        {
            Drop(request, Exports.End(outer));
            throw;
        }

        return SendAsync(request, result, Exports.End(outer), cancel);
    }

    /// <summary>Finds a named object.</summary>
    public Task<T> GetAsync<T>(string name, CancellationToken cancel)
        where T : class =>
        ProxyAsync<T>(new Request { Get = new GetObject { Name = name, Contract = ContractModel.Of(typeof(T)).Name } }, null, cancel);

    /// <summary>Takes hold of a named object, for a proxy that there is already.</summary>
    public Task<RemoteHandle> HoldAsync(string name, ContractModel contract, CancellationToken cancel) => SendAsync(
        new Request { Get = new GetObject { Name = name, Contract = contract.Name } }, new HeldCodec(session.References.Proxies, contract), null, cancel);

    /// <summary>Takes a named object away.</summary>
    public Task<bool> DeleteAsync(string name, CancellationToken cancel) =>
        SendAsync<bool>(new Request { Delete = new DeleteObject { Name = name } }, null, null, cancel);

    /// <summary>Completes when the server has read everything that was sent on the calls lane before.</summary>
    public Task BarrierAsync(CancellationToken cancel) =>
        SendAsync<bool>(new Request { Barrier = new Wire.Barrier() }, null, null, cancel);

    /// <summary>Asks the server to shut down.</summary>
    public Task ShutdownServerAsync(CancellationToken cancel) =>
        SendAsync<bool>(new Request { Shutdown = new ShutdownServer() }, null, null, cancel);

    /// <summary>Lists objects.</summary>
    public async Task<IReadOnlyList<SharedObjectInfo>> ListAsync(string prefix, CancellationToken cancel)
    {
        var request = new Request { List = new ListObjects { NamePrefix = prefix } };
        ObjectList list = await SendAsync(request, ValueCodecs.Of<ObjectList>(), null, cancel).ConfigureAwait(false);
        return [.. list.Objects.Select(Info)];
    }

    /// <summary>Asks what memory is used.</summary>
    public async Task<MemoryReport> ReportMemoryAsync(CancellationToken cancel)
    {
        MemoryState state = await SendAsync(new Request { ReportMemory = new ReportMemory() }, ValueCodecs.Of<MemoryState>(), null, cancel).ConfigureAwait(false);
        return MemoryStates.Read(state, session.Time.GetUtcNow());
    }

    /// <summary>Takes hold of an object of this session's server.</summary>
    public Task<T> AttachAsync<T>(ObjectReference reference, CancellationToken cancel)
        where T : class =>
        ProxyAsync<T>(
            new Request { Attach = new AttachObject { Reference = ReferenceMessages.Write(reference), Contract = ContractModel.Of(typeof(T)).Name } },
            null,
            cancel);

    private SharedObjectInfo Info(ObjectInfo info) => new(
        ReferenceMessages.Read(info.Reference) with { Address = session.PeerAddress },
        info.Name.Length == 0 ? null : info.Name,
        info.Type.Length == 0 ? null : info.Type,
        info.Contract,
        (long)info.References)
    {
        Waiting = (int)Math.Min(info.Waiting, int.MaxValue),
        LongestWait = TimeSpan.FromMilliseconds(Math.Min(info.LongestWaitMs, uint.MaxValue)),
    };

    private async Task<T> ProxyAsync<T>(Request request, Exports? exported, CancellationToken cancel)
        where T : class =>
        await SendAsync(request, ValueCodecs.Of<T>(), exported, cancel).ConfigureAwait(false);

    private Task<T> SendAsync<T>(Request request, ValueCodec<T>? codec, Exports? exported, CancellationToken cancel) =>
        MadeCall.AreWatched && request.KindCase != Request.KindOneofCase.Barrier
            ? MadeCall.WatchAsync($"objectserver/{request.KindCase}", session.PeerAddress, () => SendPlainAsync(request, codec, exported, cancel))
            : SendPlainAsync(request, codec, exported, cancel);

    private async Task<T> SendPlainAsync<T>(Request request, ValueCodec<T>? codec, Exports? exported, CancellationToken cancel)
    {
        var pending = new AwaitedCall<T>(codec) { Session = session, Exported = exported };
        IncomingCall? around;
        try
        {
            cancel.ThrowIfCancellationRequested();
            around = IncomingCall.Current;
            request.Chained = around is { IsInside: true };
            TimeSpan any = Timeout.InfiniteTimeSpan;
            if (around is not null && !around.Admit("A request", ref any)) around = null;
            if (!session.Calls.TryEnter()) await session.Calls.EnterAsync(any, "A request", cancel).ConfigureAwait(false);
            session.Calls.Send(pending, request);
        }
        catch
        {
            Drop(request, exported);
            throw;
        }

        using CancellationTokenRegistration registration = cancel.UnsafeRegister(
            static state => ((PendingCall)state!).Session.Calls.Cancel((PendingCall)state), pending);
        using CancellationTokenRegistration following = around?.Follow(pending) ?? default;
        try
        {
            return await pending.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancel.IsCancellationRequested && e.CancellationToken != cancel)
        {
            throw new OperationCanceledException(e.Message, e, cancel).Mark(e.GetCallOutcome());
        }
    }

    /// <summary>Gives up a request that was not sent: what it holds is let go.</summary>
    private void Drop(Request request, Exports? exported)
    {
        if (request.Create is { Transfer: not 0 } create) session.Outgoing.Drop(create.Transfer);
        exported?.Undo(session.References);
    }

    private void WriteArguments(CreateObject create, object?[] arguments)
    {
        var payload = new PayloadBuffer();
        bool taken = false;
        try
        {
            var writer = new ValueWriter();
            writer.Reset(payload, session.References, session.SendLimit);
            foreach (object? argument in arguments)
            {
                if (argument is null) writer.WriteNull();
                else if (argument is Proxy.SharedProxy proxy) writer.WriteReference(session.References.Export(proxy));
                else ArgumentCodec(argument).WriteBoxed(writer, argument);
            }

            if (session.Calls.IsLarge(payload))
            {
                create.TransferBytes = (ulong)payload.Length;
                create.Transfer = session.Outgoing.Add(payload);
                taken = true;
            }
            else
            {
                create.Arguments = ByteString.CopyFrom(payload.AsSequence().ToArray());
            }
        }
        finally
        {
            if (!taken) payload.Dispose();
        }
    }

    /// <summary>A constructor argument has no declared type on this side: it travels as what it is, a shared object as its contract.</summary>
    private static ValueCodec ArgumentCodec(object argument)
    {
        IReadOnlyList<Type> contracts = SharedClass.ContractsOf(argument.GetType());
        if (contracts.Count > 0)
        {
            Type widest = SharedClass.WidestContractOf(argument.GetType())
                ?? throw new ArgumentEncodingException(
                    $"A constructor argument of type {argument.GetType()} has the contracts {string.Join(", ", contracts)}: "
                    + "pass an object with one contract, or one that inherits the others.");
            return ValueCodecs.Of(widest);
        }

        return ValueCodecs.TryOf(argument.GetType(), out ValueCodec? codec, out string? reason)
            ? codec
            : throw new ArgumentEncodingException($"A constructor argument of type {argument.GetType()} cannot be sent: {reason}");
    }
}
