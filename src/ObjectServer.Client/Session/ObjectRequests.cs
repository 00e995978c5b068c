using System.Buffers;
using Google.Protobuf;
using ObjectServer.Client.Proxy.Described;
using ObjectServer.Contract;
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
            Type = options.Type ?? "",
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
        List<RemoteHandle>? outer = ProxyTable.BeginExports();
        try
        {
            WriteArguments(create, arguments);
        }
        catch
        {
            Drop(request, ProxyTable.EndExports(outer));
            throw;
        }

        return SendAsync(request, result, ProxyTable.EndExports(outer), cancel);
    }

    /// <summary>Finds a named object.</summary>
    public Task<T> GetAsync<T>(string name, CancellationToken cancel)
        where T : class =>
        ProxyAsync<T>(new Request { Get = new GetObject { Name = name, Contract = ContractModel.Of(typeof(T)).Name } }, null, cancel);

    /// <summary>Takes a named object away.</summary>
    public Task DeleteAsync(string name, CancellationToken cancel) =>
        SendAsync<bool>(new Request { Delete = new DeleteObject { Name = name } }, null, null, cancel);

    /// <summary>Completes when the server has read everything that was sent on the calls lane before.</summary>
    public Task BarrierAsync(CancellationToken cancel) =>
        SendAsync<bool>(new Request { Barrier = new Wire.Barrier() }, null, null, cancel);

    /// <summary>Lists objects.</summary>
    public async Task<IReadOnlyList<SharedObjectInfo>> ListAsync(string prefix, CancellationToken cancel)
    {
        var request = new Request { List = new ListObjects { NamePrefix = prefix } };
        ObjectList list = await SendAsync(request, ValueCodecs.Of<ObjectList>(), null, cancel).ConfigureAwait(false);
        return [.. list.Objects.Select(Info)];
    }

    private static SharedObjectInfo Info(ObjectInfo info) => new(
        ReferenceMessages.Read(info.Reference),
        info.Name.Length == 0 ? null : info.Name,
        info.Type.Length == 0 ? null : info.Type,
        info.Contract,
        (long)info.References);

    private async Task<T> ProxyAsync<T>(Request request, IReadOnlyList<RemoteHandle>? pinned, CancellationToken cancel)
        where T : class =>
        await SendAsync(request, ValueCodecs.Of<T>(), pinned, cancel).ConfigureAwait(false);

    private async Task<T> SendAsync<T>(Request request, ValueCodec<T>? codec, IReadOnlyList<RemoteHandle>? pinned, CancellationToken cancel)
    {
        var pending = new AwaitedCall<T>(codec) { Session = session, Pinned = pinned };
        try
        {
            await session.EnterAsync(cancel).ConfigureAwait(false);
            session.Send(pending, request);
        }
        catch
        {
            Drop(request, pinned);
            throw;
        }

        using CancellationTokenRegistration registration = cancel.UnsafeRegister(
            static state => ((PendingCall)state!).Session.Cancel((PendingCall)state), pending);
        try
        {
            return await pending.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancel.IsCancellationRequested && e.CancellationToken != cancel)
        {
            throw new OperationCanceledException(e.Message, e, cancel);
        }
    }

    /// <summary>Gives up a request that was not sent: what it holds is let go.</summary>
    private void Drop(Request request, IReadOnlyList<RemoteHandle>? pinned)
    {
        if (request.Create is { Transfer: not 0 } create) session.DropTransfer(create.Transfer);
        foreach (RemoteHandle handle in pinned ?? []) handle.Unpin();
    }

    private void WriteArguments(CreateObject create, object?[] arguments)
    {
        var payload = new PayloadBuffer();
        bool taken = false;
        try
        {
            var writer = new ValueWriter();
            writer.Reset(payload, session.Proxies, session.SendLimit);
            foreach (object? argument in arguments)
            {
                if (argument is null) writer.WriteNull();
                else if (argument is Proxy.SharedProxy proxy) writer.WriteReference(session.Proxies.Export(proxy));
                else ArgumentCodec(argument).WriteBoxed(writer, argument);
            }

            if (session.IsLarge(payload))
            {
                create.TransferBytes = (ulong)payload.Length;
                create.Transfer = session.AddTransfer(payload);
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

    /// <summary>A constructor argument has no declared type on this side: it travels as what it is.</summary>
    private static ValueCodec ArgumentCodec(object argument)
    {
        return ValueCodecs.TryOf(argument.GetType(), out ValueCodec? codec, out string? reason)
            ? codec
            : throw new ArgumentEncodingException($"A constructor argument of type {argument.GetType()} cannot be sent: {reason}");
    }
}
