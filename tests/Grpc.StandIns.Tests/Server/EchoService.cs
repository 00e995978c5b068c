using Google.Protobuf;
using Grpc.Core;
using Grpc.StandIns.Tests.Protocol;
using Status = Grpc.Core.Status;

namespace Grpc.StandIns.Tests.Server;

/// <summary>The service of echo.proto.</summary>
public sealed class EchoService(Meetings meetings) : Echo.EchoBase
{
    public override async Task<EchoReply> Unary(EchoRequest request, ServerCallContext context)
    {
        await BeginAsync(request, context);
        await MeetAsync(request, context);
        End(request, context);
        return new() { Text = request.Text, Payload = request.Payload, Served = Seen(context) };
    }

    public override async Task<EchoReply> Collect(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        EchoReply reply = new() { Served = Seen(context) };
        while (await requestStream.MoveNext())
        {
            FailEarlyAttempts(requestStream.Current, context);
            await MeetAsync(requestStream.Current, context);
            End(requestStream.Current, context);
            reply.Text += requestStream.Current.Text;
            reply.Index++;
        }
        return reply;
    }

    public override async Task Repeat(EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        await BeginAsync(request, context);
        for (int i = 0; i < request.Count; i++)
        {
            await responseStream.WriteAsync(new() { Text = request.Text, Index = i });
        }
        await MeetAsync(request, context);
        End(request, context);
    }

    public override async Task Converse(
        IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        int index = 0;
        await foreach (EchoRequest request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            await MeetAsync(request, context);
            End(request, context);
            EchoReply reply = new() { Text = request.Text, Payload = request.Payload, Index = index++, Served = Seen(context) };
            await responseStream.WriteAsync(reply, context.CancellationToken);
        }
    }

    private static async Task BeginAsync(EchoRequest request, ServerCallContext context)
    {
        FailEarlyAttempts(request, context);
        if (request.NoCompress) context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        if (!request.EchoHeaders) return;

        Metadata headers = [];
        foreach (Metadata.Entry header in context.RequestHeaders.Where(header => header.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            headers.Add(header);
            context.ResponseTrailers.Add(header);
        }
        await context.WriteResponseHeadersAsync(headers);
    }

    private static void FailEarlyAttempts(EchoRequest request, ServerCallContext context)
    {
        int before = int.Parse(context.RequestHeaders.GetValue("grpc-previous-rpc-attempts") ?? "0");
        if (before < request.FailFirst) throw new RpcException(new Status(StatusCode.Unavailable, $"attempt {before + 1}"));
    }

    private async Task MeetAsync(EchoRequest request, ServerCallContext context)
    {
        if (request.Meet != "") await meetings.At(request.Meet).WaitAsync(context.CancellationToken);
    }

    private static void End(EchoRequest request, ServerCallContext context)
    {
        Status status = new((StatusCode)request.Code, request.Detail);
        switch (request.Ending)
        {
            case Ending.ThrowStatus:
                throw new RpcException(status, new Metadata { { "x-why", "because" }, { "x-why-bin", new byte[] { 9, 0, 255 } } });
            case Ending.SetStatus:
                context.Status = status;
                context.ResponseTrailers.Add("x-why", "set");
                break;
            case Ending.Throw:
                throw new InvalidOperationException(request.Detail);
        }
    }

    private static Served Seen(ServerCallContext context)
    {
        Served served = new()
        {
            Method = context.Method,
            Host = context.Host,
            Peer = context.Peer,
            Deadline = context.Deadline == DateTime.MaxValue ? 0 : new DateTimeOffset(context.Deadline).ToUnixTimeMilliseconds(),
            Encoding = context.GetHttpContext().Request.Headers["grpc-encoding"].ToString(),
            PeerAuthenticated = context.AuthContext.IsPeerAuthenticated,
            PeerIdentity = string.Join(' ', context.AuthContext.PeerIdentity.Select(property => property.Value)),
        };
        served.Marks.AddRange(MarkingInterceptor.Left(context));
        served.Headers.AddRange(context.RequestHeaders.Select(header => header.IsBinary
            ? new Header { Key = header.Key, Bytes = ByteString.CopyFrom(header.ValueBytes) }
            : new Header { Key = header.Key, Text = header.Value }));
        return served;
    }
}
