using Grpc.Core;
using Grpc.Net.Client;
using Grpc.StandIns.Tests.Protocol;
using Grpc.StandIns.Tests.Server;

namespace Grpc.StandIns.Tests.Calls;

public sealed class ConcurrencyTests(EchoServer server) : IClassFixture<EchoServer>
{
    private const int Streams = 300;
    private const int MessagesPerStream = 20;

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.UnixSocket)]
    public async Task DuplexStreams_ThreeHundredOpenAtOnce_EachGetTheirOwnAnswers(Transport transport)
    {
        using GrpcChannel channel = server.Open(transport, out Echo.EchoClient client);
        string meet = $"streams {transport}";
        Meeting meeting = server.Meetings.Open(meet, Streams);

        Task<List<string>>[] streams = [.. Enumerable.Range(0, Streams).Select(stream => ConverseAsync(client, meet, stream))];
        await meeting.Arrived.Bounded();
        meeting.Release();
        List<string>[] answers = await Task.WhenAll(streams).Bounded();

        Assert.All(answers, (texts, stream) => Assert.Equal(Enumerable.Range(0, MessagesPerStream).Select(i => $"{stream}/{i}"), texts));
    }

    /// <summary>Opens a stream, meets all the others, and then asks one thing after the other.</summary>
    private static async Task<List<string>> ConverseAsync(Echo.EchoClient client, string meet, int stream)
    {
        List<string> texts = [];
        using AsyncDuplexStreamingCall<EchoRequest, EchoReply> call = client.Converse();
        for (int i = 0; i < MessagesPerStream; i++)
        {
            await call.RequestStream.WriteAsync(new() { Text = $"{stream}/{i}", Meet = i == 0 ? meet : "" });
            Assert.True(await call.ResponseStream.MoveNext());
            texts.Add(call.ResponseStream.Current.Text);
        }
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        return texts;
    }
}
