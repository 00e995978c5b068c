using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Errors;

/// <summary>Everything that may be found instead of an object server.</summary>
public sealed class ConnectionErrorTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Server_ThatDoesNotAnswer_NamesTheLimit()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var time = new ManualTimeProvider();
        string address = $"http://{listener.LocalEndpoint}";
        Task<ObjectClient> connecting = ObjectClient.ConnectAsync(
            address, new ObjectClientOptions { TimeProvider = time, ConnectTimeout = TimeSpan.FromSeconds(7) });
        using TcpClient accepted = await listener.AcceptTcpClientAsync().WaitAsync(Guard);

        time.Advance(TimeSpan.FromSeconds(7));

        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => connecting.WaitAsync(Guard));
        Assert.Contains(address, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("00:00:07", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("ObjectClientOptions.ConnectTimeout", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connecting_Cancelled_EndsWithTheCallersToken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var cancel = new CancellationTokenSource();
        Task<ObjectClient> connecting = ObjectClient.ConnectAsync($"http://{listener.LocalEndpoint}", cancel: cancel.Token);
        using TcpClient accepted = await listener.AcceptTcpClientAsync().WaitAsync(Guard);

        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(Guard));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Server_OfWebPagesAlone_IsNoObjectServer(HttpProtocols protocols)
    {
        await using NotAnObjectServer server = await NotAnObjectServer.StartAsync(protocols);

        await AssertUnavailableAsync(server.Address);
    }

    [Fact]
    public async Task Server_ReachedByTheWrongScheme_IsNoObjectServer()
    {
        await using TestServer server = await TestServer.StartAsync(builder => builder.AddType<ICalculator, Calculator>());

        await AssertUnavailableAsync(server.Address.Replace("http:", "https:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_ThatHangsUp_IsNoObjectServer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string address = $"http://{listener.LocalEndpoint}";
        Task asserting = AssertUnavailableAsync(address);

        // The client's side may try again before it gives up.
        while (!asserting.IsCompleted)
        {
            Task<TcpClient> accepting = listener.AcceptTcpClientAsync();
            if (await Task.WhenAny(accepting, asserting).WaitAsync(Guard) == accepting) (await accepting).Dispose();
        }

        await asserting;
    }

    [Fact]
    public async Task Server_OfAnotherProtocol_NamesBothVersions()
    {
        await using NotAnObjectServer server = await NotAnObjectServer.AnsweringAsync(new Frame { Welcome = new Welcome { Protocol = 17 } });

        var thrown = await Assert.ThrowsAsync<ProtocolException>(() => ObjectClient.ConnectAsync(server.Address).WaitAsync(Guard));

        Assert.Contains("protocol 17", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("speaks 1", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(server.Address, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatAnswersOutOfTurn_BreaksTheProtocol()
    {
        await using NotAnObjectServer server = await NotAnObjectServer.AnsweringAsync(new Frame { Attached = new Attached() });

        var thrown = await Assert.ThrowsAsync<ProtocolException>(() => ObjectClient.ConnectAsync(server.Address).WaitAsync(Guard));

        Assert.Contains("Welcome", thrown.Message, StringComparison.Ordinal);
    }

    public static TheoryData<byte[]> Nonsense() => new()
    {
        new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF },
        new byte[] { 0x0A, 0x7F, 0x01 },
        Array.Empty<byte>(),
        new FrameBatch { Frames = { new Frame { Welcome = new Welcome { Protocol = 1 } } } }.ToByteArray(),
        new FrameBatch { Frames = { new Frame { Welcome = new Welcome { Protocol = 1, Server = ByteString.CopyFrom(new byte[16]), CallCredits = uint.MaxValue } } } }
            .ToByteArray(),
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Server_ThatAnswersNonsense_BreaksTheProtocol(byte[] message)
    {
        await using NotAnObjectServer server = await NotAnObjectServer.AnsweringAsync(message);

        await Assert.ThrowsAsync<ProtocolException>(() => ObjectClient.ConnectAsync(server.Address).WaitAsync(Guard));
    }

    [Theory]
    [InlineData("missing.sock")]
    [InlineData("missing/folder/server.sock")]
    [InlineData("plain.txt")]
    [InlineData("")]
    public async Task UnixSocket_ThatIsNone_NamesThePath(string name)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("objectserver-test-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "plain.txt"), "no socket");

            await AssertUnavailableAsync($"grpc+unix:{Path.Combine(folder.FullName, name)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task UnixSocket_OfAPathTooLong_NamesThePath() =>
        await AssertUnavailableAsync($"grpc+unix:/tmp/{new string('x', 200)}.sock");

    private static async Task AssertUnavailableAsync(string address)
    {
        var thrown = await Assert.ThrowsAsync<ServerUnavailableException>(() => ObjectClient.ConnectAsync(address).WaitAsync(Guard));

        Assert.Contains(address, thrown.Message, StringComparison.Ordinal);
    }
}
