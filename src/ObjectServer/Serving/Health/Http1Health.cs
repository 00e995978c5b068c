using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using ObjectServer.Health;

namespace ObjectServer.Serving.Health;

/// <summary>
/// Tells HTTP/2 from HTTP/1 by how a connection begins, and answers the latter itself: container platforms and load balancers ask for health by
/// HTTP/1, and the web server cannot speak both on one address without TLS. There is nothing else to be had by it: one request is read, within
/// bounds, and the connection is closed behind the answer.
/// </summary>
/// <param name="health">Knows how the server is.</param>
/// <param name="patience">How long a connection may take until it is answered.</param>
internal sealed class Http1Health(HealthMonitor health, TimeSpan patience)
{
    private const int MostHeadBytes = 8 * 1024;

    private const string Elsewhere = "This address speaks gRPC, by HTTP/2. Over HTTP/1 it answers /healthz, /healthz/ready and /healthz/live.\n";

    private static ReadOnlySpan<byte> Http2 => "PRI "u8;

    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    /// <summary>Goes before the web server's own protocols, and behind TLS.</summary>
    public ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        try
        {
            using var silent = new CancellationTokenSource(patience);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(silent.Token, connection.ConnectionClosed);
            if (!await BeginsAsHttp2Async(connection.Transport.Input, either.Token))
            {
                await AnswerAsync(connection.Transport, either.Token);
                return;
            }
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException or OperationCanceledException)
        {
            connection.Abort();
            return;
        }

        await next(connection);
    };

    private static async Task<bool> BeginsAsHttp2Async(PipeReader input, CancellationToken cancel)
    {
        while (true)
        {
            ReadResult start = await input.ReadAsync(cancel);
            bool begins = BeginsAsHttp2(start.Buffer, out bool known);
            known |= start.IsCompleted;
            input.AdvanceTo(start.Buffer.Start, known ? start.Buffer.Start : start.Buffer.End);
            if (known) return begins;
        }
    }

    private static bool BeginsAsHttp2(in ReadOnlySequence<byte> read, out bool known)
    {
        Span<byte> first = stackalloc byte[Http2.Length];
        int length = (int)Math.Min(read.Length, first.Length);
        read.Slice(0, length).CopyTo(first);
        bool fits = first[..length].SequenceEqual(Http2[..length]);
        known = !fits || length == Http2.Length;
        return fits;
    }

    private async Task AnswerAsync(IDuplexPipe transport, CancellationToken cancel)
    {
        if (await ReadHeadAsync(transport.Input, cancel) is not { } head) return;
        byte[] answer = Encoding.ASCII.GetBytes(await AnswerAsync(head, cancel));
        await transport.Output.WriteAsync(answer, cancel);
    }

    // The request's first line; null when the peer has gone. All of the head is taken in: what is left unread would cut the answer short.
    private static async Task<string?> ReadHeadAsync(PipeReader input, CancellationToken cancel)
    {
        while (true)
        {
            ReadResult read = await input.ReadAsync(cancel);
            if (TryReadHead(read.Buffer, out string head, out SequencePosition end))
            {
                input.AdvanceTo(end);
                return head;
            }

            if (read.Buffer.Length > MostHeadBytes)
            {
                input.AdvanceTo(read.Buffer.End);
                return "";
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted) return null;
        }
    }

    private static bool TryReadHead(in ReadOnlySequence<byte> read, out string firstLine, out SequencePosition end)
    {
        var reader = new SequenceReader<byte>(read);
        firstLine = "";
        bool isWhole = reader.TryReadTo(out ReadOnlySequence<byte> head, EndOfHead);
        end = reader.Position;
        if (!isWhole) return false;
        string text = Encoding.ASCII.GetString(head);
        int line = text.IndexOf('\r', StringComparison.Ordinal);
        firstLine = line < 0 ? text : text[..line];
        return true;
    }

    private async Task<string> AnswerAsync(string firstLine, CancellationToken cancel)
    {
        if (firstLine.Split(' ') is not [string method, string target, "HTTP/1.0" or "HTTP/1.1"]) return Response("400 Bad Request", "This is no request of HTTP.\n");
        bool isHead = method == HttpMethods.Head;
        if (!isHead && method != HttpMethods.Get) return Response("405 Method Not Allowed", Elsewhere, "Allow: GET, HEAD\r\n");
        string path = target.Split('?', 2)[0];
        if (HealthAnswer.Of(path, HealthState.Serving) is null) return Response("404 Not Found", Elsewhere, isHead: isHead);
        HealthAnswer answer = HealthAnswer.Of(path, await health.AskAsync(cancel))!.Value;
        return Response(answer.Status == StatusCodes.Status200OK ? "200 OK" : "503 Service Unavailable", answer.Text, isHead: isHead);
    }

    private static string Response(string status, string body, string headers = "", bool isHead = false) =>
        $"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\nCache-Control: no-store\r\n{headers}Connection: close\r\n\r\n{(isHead ? "" : body)}";
}
