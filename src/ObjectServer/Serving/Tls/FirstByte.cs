using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace ObjectServer.Serving.Tls;

/// <summary>
/// Looks at the first byte of a connection, which tells TLS from plain text: who has taken the wrong one learns at once, and so does the log.
/// </summary>
/// <param name="isTls">What the address speaks.</param>
/// <param name="patience">How long a connection may stay silent.</param>
/// <param name="log">Gets a line for each connection of the other kind.</param>
internal sealed class FirstByte(bool isTls, TimeSpan patience, ILogger log)
{
    private const byte TlsHandshake = 0x16;

    private static readonly object Settled = new();

    /// <summary>Goes before everything else of a connection.</summary>
    public ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        using var silent = new CancellationTokenSource(patience);
        CancellationToken stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silent.Token, stopping);
        try
        {
            PipeReader input = connection.Transport.Input;
            ReadResult start = await input.ReadAsync(either.Token);
            bool speaksTls = !start.Buffer.IsEmpty && start.Buffer.FirstSpan[0] == TlsHandshake;
            bool isEmpty = start.Buffer.IsEmpty;
            input.AdvanceTo(start.Buffer.Start);
            if (isEmpty) return;
            if (speaksTls != isTls)
            {
                log.WrongTransport($"{connection.RemoteEndPoint}", speaksTls ? "TLS" : "plain text", isTls ? "TLS (https://)" : "plain text (http://)");
                connection.Abort();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            if (!stopping.IsCancellationRequested) log.HandshakeTimedOut($"{connection.RemoteEndPoint}");
            connection.Abort();
            return;
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException)
        {
            return;
        }

        await next(connection);
        if (isTls && !connection.Items.ContainsKey(Settled)) log.TlsFailed($"{connection.RemoteEndPoint}");
    };

    /// <summary>Goes behind the handshake of TLS, which a client that refuses the server's certificate completes, and says nothing more.</summary>
    public ConnectionDelegate Behind(ConnectionDelegate next) => async connection =>
    {
        using var silent = new CancellationTokenSource(patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silent.Token, connection.ConnectionClosed);
        try
        {
            ReadResult start = await connection.Transport.Input.ReadAsync(either.Token);
            bool isEmpty = start.Buffer.IsEmpty;
            connection.Transport.Input.AdvanceTo(start.Buffer.Start);
            if (isEmpty) return;
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException or OperationCanceledException)
        {
            return;
        }

        Settle(connection);
        await next(connection);
    };

    /// <summary>What there is to say about a connection's beginning has been said, or there is nothing.</summary>
    public static void Settle(BaseConnectionContext connection) => connection.Items[Settled] = true;
}
