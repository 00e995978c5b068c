using Google.Protobuf;
using Grpc.Net.Client;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>Cancels and calls go by lanes of their own: a cancel may come first.</summary>
public sealed class EarlyCancelTests : ConnectedTests
{
    [Fact]
    public async Task Cancel_ThatComesBeforeItsCall_KeepsThatCallFromRunning()
    {
        ICalculator calculator = await Client.CreateAsync<ICalculator>();
        using GrpcChannel channel = GrpcChannel.ForAddress(Server.Address);
        using var control = new RawLane(channel);
        await control.SendAsync(new Frame { Hello = new Hello { Protocol = 1, ClientName = "raw" } });
        Welcome welcome = (await control.ReadAsync().WaitAsync(Guard))!.Frames[0].Welcome;
        using var calls = new RawLane(channel);
        byte[] nonce = HandshakeProof.NewNonce();
        await calls.SendAsync(AttachFrames.First(welcome, Lane.Calls, nonce));
        Attached challenge = (await calls.ReadAsync().WaitAsync(Guard))!.Frames[0].Attached;
        await calls.SendAsync(AttachFrames.Answer(welcome, Lane.Calls, nonce, challenge));
        await calls.ReadAsync().WaitAsync(Guard);

        // The answer to the ping says that the cancel has been read.
        await control.SendAsync(new Frame { Cancel = new Cancel { Sequence = 1 } }, new Frame { Ping = new Ping { Number = 7 } });
        Assert.Equal(7UL, (await control.ReadAsync().WaitAsync(Guard))!.Frames[0].Pong.Number);
        await calls.SendAsync(Store(1, 5), Store(2, 6));

        var results = new List<Result>();
        while (results.Count < 2) results.AddRange((await calls.ReadAsync().WaitAsync(Guard))!.Frames.Select(frame => frame.Result));
        Assert.Equal(ErrorCode.Cancelled, results.Single(result => result.Sequence == 1).Error?.Code);
        Assert.Null(results.Single(result => result.Sequence == 2).Error);
        Assert.Equal(6, calculator.Memory);

        Frame Store(ulong sequence, int value) => new()
        {
            Call = new Call
            {
                Sequence = sequence,
                Object = Client.ReferenceOf(calculator).ObjectId,
                Member = ObjectServer.Contract.ContractModel.Of(typeof(ICalculator)).Members.Single(member => member.Name == "Store").Id,
                Arguments = new Wire.Values { Items = { new Value { Integer = value } } }.ToByteString(),
            },
        };
    }

    protected override void Share(ObjectServerBuilder server) => server.AddType<ICalculator, Calculator>();
}
