using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Link;
using ObjectServer.Objects;
using ObjectServer.Session;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>
/// The gRPC service <c>Objects</c>: everything a client without a library of ours needs, one request each. Its requests reach objects
/// the same way as the calls of sessions do. <see cref="SessionGuard"/> has found the session of a request before it comes here.
/// </summary>
[BindServiceMethod(typeof(UnaryMethods), nameof(UnaryMethods.BindService))]
internal sealed class ObjectsService(ServerCore server, UnarySessionTable sessions, OpenHandshake opening, MemberRequests members, UnaryErrors errors)
    : Wire.Objects.ObjectsBase
{
    /// <inheritdoc/>
    public override Task<OpenReply> Open(OpenRequest request, ServerCallContext context) =>
        AnswerAsync(context, takesNew: true, () => Task.FromResult(opening.Answer(request, PeerOf(context))));

    /// <inheritdoc/>
    public override Task<CloseReply> Close(CloseRequest request, ServerCallContext context) => AnswerAsync(context, takesNew: false, () =>
    {
        sessions.End(SessionOf(context));
        return Task.FromResult(new CloseReply());
    });

    /// <inheritdoc/>
    public override Task<ObjectReply> Create(CreateRequest request, ServerCallContext context) => AnswerAsync(context, takesNew: true, async () =>
    {
        UnarySession session = SessionOf(context);
        using PayloadBuffer arguments = MemberRequests.Write(request.Arguments);
        var creation = new Creation(request.Type, "", request.Name, request.GetOrCreate, arguments.AsSequence(), session.References) { Access = session.Access };
        return Hold(session, await server.Host.CreateAsync(creation, context.CancellationToken));
    });

    /// <inheritdoc/>
    public override Task<ObjectReply> Get(GetRequest request, ServerCallContext context) => AnswerAsync(context, takesNew: true, async () =>
    {
        UnarySession session = SessionOf(context);
        return Hold(session, await server.Host.GetAsync(request.Name, session.Access, context.CancellationToken));
    });

    /// <inheritdoc/>
    public override Task<InvokeReply> Invoke(InvokeRequest request, ServerCallContext context) =>
        AnswerAsync(context, takesNew: true, () => members.InvokeAsync(SessionOf(context), request, context));

    /// <inheritdoc/>
    public override Task<InvokeReply> GetProperty(PropertyRequest request, ServerCallContext context) =>
        AnswerAsync(context, takesNew: true, () => members.GetAsync(SessionOf(context), request, context));

    /// <inheritdoc/>
    public override Task<InvokeReply> SetProperty(PropertyRequest request, ServerCallContext context) =>
        AnswerAsync(context, takesNew: true, () => members.SetAsync(SessionOf(context), request, context));

    /// <inheritdoc/>
    public override Task<SnapshotReply> Snapshot(SnapshotRequest request, ServerCallContext context) =>
        AnswerAsync(context, takesNew: true, () => members.SnapshotAsync(SessionOf(context), request, context));

    /// <inheritdoc/>
    public override Task<ReleaseReply> Release(ReleaseRequest request, ServerCallContext context) => AnswerAsync(context, takesNew: false, () =>
    {
        UnarySession session = SessionOf(context);
        foreach (ulong id in request.Objects) session.References.Release(id, 1);
        return Task.FromResult(new ReleaseReply());
    });

    /// <inheritdoc/>
    public override Task<DeleteReply> Delete(DeleteRequest request, ServerCallContext context) => AnswerAsync(context, takesNew: true, async () =>
    {
        await server.Host.DeleteAsync(request.Name, SessionOf(context).Access);
        return new DeleteReply();
    });

    /// <inheritdoc/>
    public override Task<ListReply> List(ListRequest request, ServerCallContext context) => AnswerAsync(context, takesNew: true, () =>
    {
        var reply = new ListReply();
        reply.Objects.AddRange(server.Host.List(request.NamePrefix, SessionOf(context).Access).Objects);
        return Task.FromResult(reply);
    });

    /// <inheritdoc/>
    public override Task<ContractDescription> Describe(DescribeRequest request, ServerCallContext context) => AnswerAsync(context, takesNew: true, () =>
    {
        if (request.Object == 0 && request.Type.Length == 0) throw new ProtocolException("Say what to describe: an object by its id, or a registered type by its name.");
        return Task.FromResult(server.Host.Describe(request.Object, request.Type, fingerprint: 0, SessionOf(context).Access));
    });

    private static UnarySession SessionOf(ServerCallContext context) => context.GetHttpContext().Features.GetRequiredFeature<UnarySession>();

    private static SessionPeer PeerOf(ServerCallContext context) => LinkService.Peer(context.GetHttpContext().Connection);

    /// <summary>The reply with a reference to a pinned object, which the session holds from then on.</summary>
    private static ObjectReply Hold(UnarySession session, SharedObject shared)
    {
        Exports? outer = Exports.Begin();
        try
        {
            ContractModel contract = ObjectHost.ContractOf(shared, "");
            return new ObjectReply { Reference = ReferenceMessages.Write(session.References.Hold(shared, contract)), Contract = contract.Name };
        }
        finally
        {
            Exports.End(outer);
            shared.Unpin();
        }
    }

    /// <param name="context">The request's.</param>
    /// <param name="takesNew">It is new work, which a server that shuts down does not take.</param>
    /// <param name="answer">Answers it.</param>
    private async Task<T> AnswerAsync<T>(ServerCallContext context, bool takesNew, Func<Task<T>> answer)
    {
        try
        {
            if (takesNew && server.Host.IsDraining) throw new ServerUnavailableException("The server is draining and takes no new requests; this one did not run.");
            return await answer();
        }
        catch (Exception e) when (e is MemberFailedException or ConstructorFailedException)
        {
            context.GetHttpContext().Features.Get<UnarySession>()?.NoteFailed();
            throw errors.Translate(e.InnerException!, ofUser: true, IncludesStack(context));
        }
        catch (Exception e)
        {
            context.GetHttpContext().Features.Get<UnarySession>()?.NoteFailed();
            throw errors.Translate(e, ofUser: false, IncludesStack(context));
        }
    }

    private bool IncludesStack(ServerCallContext context) => server.Options.IncludeRemoteStack ?? PeerOf(context).IsLocal;
}
