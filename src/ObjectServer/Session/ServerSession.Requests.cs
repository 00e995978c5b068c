using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Objects;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <content>Requests about objects. Each runs on the thread pool; a slow constructor holds nothing else up.</content>
internal sealed partial class ServerSession
{
    private static void CancelRequest(CancellationTokenSource request) =>
        ThreadPool.UnsafeQueueUserWorkItem(
            static source =>
            {
                try
                {
                    source.Cancel();
                }
                catch (Exception e) when (e is ObjectDisposedException or AggregateException)
                {
                    // It ended meanwhile, or says itself how it ends.
                }
            },
            request,
            preferLocal: false);

    private bool TryCancelRequest(ulong sequence)
    {
        if (TryCancelBatch(sequence)) return true;
        if (!_requests.TryGetValue(sequence, out CancellationTokenSource? request)) return false;
        CancelRequest(request);
        return true;
    }

    private void OnRequest(Request request)
    {
        Served.Number(request.Sequence, request.Chained);
        if (request.KindCase == Request.KindOneofCase.Barrier)
        {
            // Everything before it on this lane has been read: that is all it asks.
            _ = Served.WasCancelledBefore(request.Sequence);
            Served.SendResult(request.Sequence);
            return;
        }

        if (request.KindCase == Request.KindOneofCase.DrainSeen)
        {
            _ = Served.WasCancelledBefore(request.Sequence);
            Served.SendResult(request.Sequence);
            _lastCall.TrySetResult();
            return;
        }

        if (Served.TooMany() is { } tooMany)
        {
            _ = Served.WasCancelledBefore(request.Sequence);
            if (request.Create is { Transfer: not 0 } unwanted) RefuseTransfer(unwanted.Transfer);
            if (request.Batch is { Transfer: not 0 } unwantedBatch) RefuseTransfer(unwantedBatch.Transfer);
            else if (request.Create is { } create) References.GiveBack(new System.Buffers.ReadOnlySequence<byte>(create.Arguments.Memory));
            Served.SendError(request.Sequence, tooMany, ofUser: false, oneWay: false, unread: request is { Create.Transfer: not 0 } or { Batch.Transfer: not 0 });
            return;
        }

        // These are calls: they keep the order in which they came.
        if (request.KindCase == Request.KindOneofCase.Snapshot)
        {
            Served.OnSnapshot(request.Sequence, request.Snapshot);
            return;
        }

        if (request.KindCase == Request.KindOneofCase.Batch)
        {
            OnBatch(request.Sequence, request.Batch);
            return;
        }

        var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Ended);
        _requests[request.Sequence] = cancellation;
        if (Served.WasCancelledBefore(request.Sequence)) CancelRequest(cancellation);
        if (request.Create is { Transfer: not 0 } large)
        {
            if (large.TransferBytes > (ulong)Server.Limit.MaxBytes)
            {
                RefuseTransfer(large.Transfer);
                Answer(request.Sequence, () => Served.SendError(
                    request.Sequence,
                    new LimitExceededException(Server.Limit.OptionName, Server.Limit.MaxBytes, (long)Math.Min(large.TransferBytes, long.MaxValue), "The constructor arguments"),
                    ofUser: false,
                    oneWay: false,
                    unread: true));
                return;
            }

            Incoming.Announce(large.Transfer, large.TransferBytes, TransferPurpose.Call, payload => Run(request, payload, cancellation.Token));
            return;
        }

        Run(request, default, cancellation.Token);
    }

    private void Run(Request request, ReceivedPayload arguments, CancellationToken cancel) =>
        _ = Task.Run(() => RunAsync(request, arguments, cancel), CancellationToken.None);

    private async Task RunAsync(Request request, ReceivedPayload arguments, CancellationToken cancel)
    {
        try
        {
            await AnswerAsync(request, arguments, cancel);
        }
        catch (ConstructorFailedException e)
        {
            Answer(request.Sequence, () => Served.SendError(request.Sequence, e.InnerException!, ofUser: true, oneWay: false));
        }
        catch (Exception e)
        {
            Answer(request.Sequence, () => Served.SendError(request.Sequence, e, ofUser: false, oneWay: false));
        }
    }

    private async Task AnswerAsync(Request request, ReceivedPayload arguments, CancellationToken cancel)
    {
        if (Server.Host.IsDraining)
        {
            References.GiveBack(arguments);
            if (request.Create is { Transfer: 0 } create) References.GiveBack(new System.Buffers.ReadOnlySequence<byte>(create.Arguments.Memory));
            throw new ServerUnavailableException("The server is draining and takes no new requests; this one did not run.");
        }

        switch (request.KindCase)
        {
            case Request.KindOneofCase.Create:
                await CreateAsync(request, arguments, cancel);
                break;
            case Request.KindOneofCase.Get:
                await GetAsync(request, cancel);
                break;
            case Request.KindOneofCase.Delete:
                await Server.Host.DeleteAsync(request.Delete.Name, Access);
                Answer(request.Sequence, () => Served.SendResult(request.Sequence));
                break;
            case Request.KindOneofCase.List:
                AnswerWith(request.Sequence, Server.Host.List(request.List.NamePrefix, Access));
                break;
            case Request.KindOneofCase.Describe:
                AnswerWith(request.Sequence, Server.Host.Describe(request.Describe.Object, request.Describe.Type, request.Describe.Fingerprint, Access));
                break;
            case Request.KindOneofCase.Attach:
                Attach(request);
                break;
            case Request.KindOneofCase.Shutdown:
                ShutDown(request);
                break;
            case Request.KindOneofCase.ReportMemory:
                AnswerWith(request.Sequence, await Server.MemoryReporter.ReportAsync(Access, cancel));
                break;
            default:
                throw new ProtocolException("The request is of a kind that this server does not know.");
        }
    }

    private async Task CreateAsync(Request request, ReceivedPayload arguments, CancellationToken cancel)
    {
        CreateObject create = request.Create;
        SharedObject shared;
        using (arguments)
        {
            var payload = create.Transfer != 0 ? arguments.Bytes : new System.Buffers.ReadOnlySequence<byte>(create.Arguments.Memory);
            var creation = new Creation(create.Type, create.Contract, create.Name, create.GetOrCreate, payload, References) { Access = Access };
            try
            {
                shared = await Server.Host.CreateAsync(creation, cancel);
            }
            finally
            {
                if (!creation.HasRead) References.GiveBack(payload);
            }
        }

        AnswerWithReference(request.Sequence, shared, create.Contract);
    }

    private async Task GetAsync(Request request, CancellationToken cancel) =>
        AnswerWithReference(request.Sequence, await Server.Host.GetAsync(request.Get.Name, Access, cancel), request.Get.Contract);

    private void Attach(Request request)
    {
        ObjectReference reference = ReferenceMessages.Read(request.Attach.Reference);
        SharedObject? shared = Server.Host.Objects.Find(reference.ObjectId);
        if (reference.Server != Server.Identity.Id || reference.Generation != Server.Identity.Generation || shared is null || !shared.TryPin())
        {
            throw new ObjectGoneException(reference);
        }

        if (References.Denial(shared) is { } denial)
        {
            shared.Unpin();
            throw denial;
        }

        AnswerWithReference(request.Sequence, shared, request.Attach.Contract);
    }

    private void ShutDown(Request request)
    {
        Server.DemandShutdown(Access, "shut down", "shut the server down");
        Server.Log.ShutdownRequested(ClientName, Client.Address);
        Server.Host.Drain();
        Answer(request.Sequence, () => Served.SendResult(request.Sequence));
        Server.Stop();
    }

    /// <summary>Answers with a reference to a pinned object, which the session holds from then on.</summary>
    private void AnswerWithReference(ulong sequence, SharedObject shared, string contractName)
    {
        try
        {
            ContractModel contract = ObjectHost.ContractOf(shared, contractName);
            Exports? outer = Exports.Begin();
            ObjectReference reference = References.Hold(shared, contract);
            Exports.End(outer);
            Answer(sequence, () =>
            {
                PayloadBuffer payload = CallValues.TakeBuffer();
                var writer = new ValueWriter();
                writer.Reset(payload, References, SendLimit);
                writer.WriteReference(reference);
                using EncodedResult result = CallValues.TakeResult(payload);
                Served.SendResult(sequence, result);
            });
        }
        finally
        {
            shared.Unpin();
        }
    }

    private void AnswerWith<T>(ulong sequence, T message)
        where T : class
    {
        using EncodedResult result = CallValues.Encode(ValueCodecs.Of<T>(), message, null, References, SendLimit);
        Answer(sequence, () => Served.SendResult(sequence, result));
    }

    private void Answer(ulong sequence, Action send)
    {
        if (_requests.TryRemove(sequence, out CancellationTokenSource? cancellation)) cancellation.Dispose();
        send();
    }
}
