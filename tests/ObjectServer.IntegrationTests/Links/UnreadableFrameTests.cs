using Google.Protobuf;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Security;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>Lengths that the reader of generated code takes for something else than a message that cannot be read.</summary>
public sealed class UnreadableFrameTests
{
    // A field that no message has, of int.MaxValue bytes.
    private static readonly byte[] Endless = [0xFA, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 1, 2, 3];

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.Socket)]
    public async Task Request_WithAFieldOfALengthBeyondAll_EndsItsSession(SecuredLink link)
    {
        await using KeyServer server = await KeyServer.StartAsync(link, static _ => { });
        await using FrameSession session = await FrameSession.OpenAsync(server.Server).WaitAsync(Guard);

        // Within a message within the request.
        byte[] create = [(byte)((Request.CreateFieldNumber << 3) | 2), (byte)Endless.Length, .. Endless];
        await session.Calls.SendAsync(Framed((byte)Frame.RequestFieldNumber, [(Request.SequenceFieldNumber << 3) | 0, 1, .. create]));

        Error? goodbye = await session.Calls.GoodbyeAsync().WaitAsync(Guard);
        Assert.True(goodbye?.Code == ErrorCode.InvalidRequest, $"{goodbye}; {string.Join(Environment.NewLine, server.Warnings)}");
        Assert.Single(server.Warnings);
    }

    [Theory]
    [InlineData(SecuredLink.GrpcTcp)]
    [InlineData(SecuredLink.Socket)]
    public async Task Hello_ThatCannotBeRead_IsRefusedWithTheReason(SecuredLink link)
    {
        await using KeyServer server = await KeyServer.StartAsync(link, static _ => { });
        await using FrameLane lane = await FrameSession.OpenAsync(server.Server.Connect(), Lane.Control).WaitAsync(Guard);

        // A field whose length is beyond the message.
        await lane.SendAsync(Framed(Frame.HelloFieldNumber, [(Hello.ClientNameFieldNumber << 3) | 2, 100, 1]));

        Assert.Equal(ErrorCode.InvalidRequest, (await lane.GoodbyeAsync().WaitAsync(Guard))?.Code);
        Assert.Contains("refused or ended", Assert.Single(server.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Welcome_ThatCannotBeRead_IsToldAsSuch()
    {
        byte[] welcome = Framed(Frame.WelcomeFieldNumber, [(Welcome.SessionFieldNumber << 3) | 2, 100, 1]);

        var thrown = await Assert.ThrowsAsync<ProtocolException>(() => ObjectClient
            .ConnectByAsync(() => new GarblingServer(welcome), "garbled", null, CancellationToken.None).WaitAsync(Guard));

        Assert.Contains("garbled sent a handshake that cannot be read", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Batch_OfWhichACallHasSuchAField_IsRefusedAndTheSessionGoesOn(bool large)
    {
        await using KeyServer server = await KeyServer.StartAsync(SecuredLink.Socket, static _ => { });
        await using FrameSession session = await FrameSession.OpenAsync(server.Server).WaitAsync(Guard);
        byte[] calls = [(BatchCalls.CallsFieldNumber << 3) | 2, (byte)Endless.Length, .. Endless];
        var batch = new CallBatch { Calls = large ? ByteString.Empty : ByteString.CopyFrom(calls) };
        if (large) (batch.Transfer, batch.TransferBytes) = (1, (ulong)calls.Length);

        await session.Calls.SendAsync(new Frame { Request = new Request { Sequence = 1, Batch = batch } });
        if (large)
        {
            // It is read on a thread of the pool, where nobody else would take the exception.
            await using FrameLane bulk = await session.OpenAsync(Lane.Bulk);
            await KeyedFrames.AttachAsync(bulk, session.Welcome, session.Secret, Lane.Bulk);
            Assert.NotNull((await bulk.NextAsync())?.Attached);
            Assert.Equal(1u, (await session.Control.NextAsync().WaitAsync(Guard))?.TransferCredit.Transfer);
            await bulk.SendAsync(new Frame { Chunk = new Chunk { Transfer = 1, Data = ByteString.CopyFrom(calls) } });
            await AssertRefusedAsync(session);
            return;
        }

        await AssertRefusedAsync(session);
    }

    private static async Task AssertRefusedAsync(FrameSession session)
    {
        Frame? answer = await session.Calls.NextAsync().WaitAsync(Guard);
        Assert.Equal(ErrorCode.InvalidRequest, answer?.Result.Error.Code);
        await session.Calls.SendAsync(new Frame { Request = new Request { Sequence = 2, List = new ListObjects { NamePrefix = "no" } } });
        Assert.Null((await session.Calls.NextAsync().WaitAsync(Guard))?.Result.Error);
    }

    private static byte[] Framed(byte kind, byte[] body) => [FrameSpan.FrameTag, (byte)(body.Length + 2), (byte)((kind << 3) | 2), (byte)body.Length, .. body];
}
