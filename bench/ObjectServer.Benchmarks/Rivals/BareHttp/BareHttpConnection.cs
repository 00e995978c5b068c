using System.Globalization;
using System.Net;
using ObjectServer.Client.Link;

namespace ObjectServer.Benchmarks.Rivals.BareHttp;

/// <summary>One connection to a server of bare bodies. Nothing overlaps.</summary>
internal sealed class BareHttpConnection : IDisposable
{
    private readonly HttpClient _client;
    private readonly byte[] _piece = new byte[BareHttpServer.PieceBytes];

    /// <summary>Connects with the first request.</summary>
    public BareHttpConnection(string address)
    {
        SocketsHttpHandler handler = HttpConnections.Create(address);
        handler.InitialHttp2StreamWindowSize = GrpcLink.StreamWindowBytes;
        _client = new HttpClient(handler)
        {
            BaseAddress = HttpConnections.Authority(address),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    /// <summary>Sends so many bytes; returns when the server has all of them.</summary>
    /// <exception cref="InvalidOperationException">It has not as many.</exception>
    public async Task SendAsync(long count)
    {
        using var content = new RepeatedContent(_piece, count);
        using HttpResponseMessage response = await _client.PostAsync("/", content).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        Check(long.Parse(await response.Content.ReadAsStringAsync().ConfigureAwait(false), CultureInfo.InvariantCulture), count);
    }

    /// <summary>Fetches so many bytes, each piece to where the one before was.</summary>
    /// <exception cref="InvalidOperationException">There are not as many.</exception>
    public async Task ReceiveAsync(long count)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/{count}");
        using HttpResponseMessage response = await _client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using Stream body = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        long received = 0;
        while (await body.ReadAsync(_piece).ConfigureAwait(false) is > 0 and int read) received += read;
        Check(received, count);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static void Check(long found, long expected)
    {
        if (found != expected) throw new InvalidOperationException($"{found} bytes arrived of {expected}.");
    }
}
