using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ObjectServer.IntegrationTests.Health;

/// <summary>A client of HTTP/1 that sends what it is given, a piece at a time.</summary>
internal static class Http1
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    /// <summary>Sends pieces and reads until the server closes the connection.</summary>
    public static async Task<string> AskAsync(EndPoint endpoint, params string[] pieces)
    {
        using var guard = new CancellationTokenSource(Guard);
        bool isUnix = endpoint is UnixDomainSocketEndPoint;
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, isUnix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        if (!isUnix) socket.NoDelay = true;
        await socket.ConnectAsync(endpoint, guard.Token);
        foreach (string piece in pieces) await socket.SendAsync(Encoding.ASCII.GetBytes(piece), guard.Token);
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.ASCII);
        return await reader.ReadToEndAsync(guard.Token);
    }

    /// <summary>
    /// Asks until the answer is the one that is expected; a busy machine may make a server say meanwhile that it does not serve, and nothing else.
    /// </summary>
    public static async Task ExpectAsync(string expected, EndPoint endpoint, params string[] pieces)
    {
        using var guard = new CancellationTokenSource(Guard);
        string answer;
        do
        {
            answer = await AskAsync(endpoint, pieces);
            if (!answer.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal)) break;
        }
        while (!guard.IsCancellationRequested);
        Assert.Equal(expected, answer);
    }

    /// <summary>The endpoint of an address with a number for its host.</summary>
    public static EndPoint EndPointOf(string address) => IPEndPoint.Parse(new Uri(address).Authority);
}
