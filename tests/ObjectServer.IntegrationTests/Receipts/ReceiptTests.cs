using Google.Protobuf;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.Objects;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Receipts;

/// <summary>
/// How often the server has been given an object of the client's: exactly as often as it was sent and has arrived. What the server lets go
/// of, or never had, is the client's alone again, long before the session ends.
/// </summary>
public sealed class ReceiptTests : ConnectedTests
{
    // Beyond what goes inside a frame.
    private static readonly byte[] Luggage = new byte[3 * 1024 * 1024];

    private readonly Visitor _visitor = new();

    private int Exported => Client.Session.Served.Home.Objects.Count;

    protected override void Share(ObjectServerBuilder server) => server.AddType<IHotel, Hotel>().AddType<IHotel, Inn>();

    [Fact]
    public async Task ConstructorArgument_OfSeveralConstructors_CountsOnce()
    {
        IHotel hotel = await CreateAsync("hotel", _visitor, 7);
        Assert.Equal("7: visitor", hotel.Names);
        Assert.Equal(1, Exported);

        await hotel.CheckOutAsync();

        // The only receipt is given back: nothing is sent any more.
        await Eventually.EqualAsync(0, () => Exported);
        var thrown = Assert.ThrowsAny<ObjectServerException>(hotel.NameOfFirst);
        Assert.Contains("has been released", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConstructorArguments_OneObjectSeveralTimes_CountEachTime()
    {
        IHotel hotel = await CreateAsync("hotel", _visitor, new List<IVisitor> { _visitor, _visitor }, "three");
        Assert.Equal("three: visitor, visitor, visitor", hotel.Names);

        await hotel.CheckOutAsync();

        await Eventually.EqualAsync(0, () => Exported);
    }

    [Fact]
    public async Task ConstructorArgument_BehindOneThatCannotBeRead_IsGivenBack()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => CreateAsync("inn", "many", _visitor));

        await Eventually.EqualAsync(0, () => Exported);
    }

    [Fact]
    public async Task ConstructorArguments_ThatFitNoConstructor_AreGivenBack()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => CreateAsync("hotel", _visitor, 1.5));
        await Assert.ThrowsAsync<ArgumentException>(() => CreateAsync("hotel", _visitor, new List<IVisitor> { _visitor }));
        await Assert.ThrowsAsync<ArgumentException>(() => CreateAsync("hotel", _visitor, 1, _visitor));

        await Eventually.EqualAsync(0, () => Exported);
    }

    [Fact]
    public async Task Transfer_OfACallThatIsRefused_IsTakenBack()
    {
        IHotel gone = await Client.CreateAsync<IHotel>([_visitor, 1], new CreateOptions { Type = "hotel", Name = "gone" });
        await gone.CheckOutAsync();
        await Eventually.EqualAsync(0, () => Exported);
        await Client.DeleteAsync("gone");

        Assert.Throws<ObjectGoneException>(() => gone.Receive(_visitor, Luggage));
        await Assert.ThrowsAsync<ObjectGoneException>(() => gone.ReceiveAsync(_visitor, Luggage, CancellationToken.None));

        await Eventually.EqualAsync(0, () => Exported);
    }

    [Fact]
    public async Task Transfer_OfARequestThatIsTooLarge_IsTakenBack()
    {
        // The limit of the server is the client's, too; but a client need not keep to it.
        await using TestServer server = await TestServer.StartAsync(Share, options => options.MaxValueBytes = 2 * 1024 * 1024);
        await using ObjectClient client = await server.ConnectAsync();
        IHotel hotel = await client.CreateAsync<IHotel>([_visitor, 1], new CreateOptions { Type = "hotel" });
        await hotel.CheckOutAsync();
        byte[] half = new byte[3 * 512 * 1024];
        await Eventually.EqualAsync(0, () => client.Session.Served.Home.Objects.Count);

        await Assert.ThrowsAsync<LimitExceededException>(
            () => client.CreateAsync<IHotel>([_visitor, half, half], new CreateOptions { Type = "hotel" }));

        await Eventually.EqualAsync(0, () => client.Session.Served.Home.Objects.Count);
    }

    [Fact]
    public async Task Transfer_OfACallThatIsCancelled_LeavesNothingBehind()
    {
        IHotel hotel = await CreateAsync("hotel", _visitor, 1);
        await hotel.CheckOutAsync();
        await Eventually.EqualAsync(0, () => Exported);
        byte[] luggage = new byte[8 * 1024 * 1024];

        // Some are cancelled before they arrive, some while they do, and some behind.
        for (int round = 0; round < 20; round++)
        {
            using var cancel = new CancellationTokenSource();
            Task<int> call = hotel.ReceiveAsync(_visitor, luggage, cancel.Token);
            for (int i = 0; i < round; i++) await Client.ListAsync();
            await cancel.CancelAsync();
            try
            {
                await call.WaitAsync(Guard);
            }
            catch (OperationCanceledException)
            {
                // In time.
            }
        }

        await Eventually.EqualAsync(0, () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Exported;
        });
    }

    [Fact]
    public async Task Transfer_OfAResultThatIsRefused_IsTakenBack()
    {
        await CreateAsync("hotel", _visitor, 1);
        SharedObject hotel = Assert.Single(Server.Objects.All);
        ulong member = hotel.Type.Contracts[0].Members.Single(one => one.Name == nameof(IHotel.Leave)).Id;
        await using FrameSession session = await FrameSession.OpenAsync(Server);
        ByteString bytes = new Wire.Values { Items = { new Value { Integer = Luggage.Length } } }.ToByteString();
        await session.Calls.SendAsync(new Frame { Call = new Call { Sequence = 1, Object = hotel.Id, Member = member, Arguments = bytes } });
        Frame? answer;
        do answer = await session.Calls.NextAsync();
        while (answer is { Result: null });
        Assert.Equal(2, hotel.References);

        await session.Control.SendAsync(new Frame { TransferRefusal = new TransferRefusal { Transfer = answer!.Result.Transfer } });

        await Eventually.EqualAsync(1, () => hotel.References);
    }

    private Task<IHotel> CreateAsync(string type, params object[] arguments) =>
        Client.CreateAsync<IHotel>(arguments, new CreateOptions { Type = type });
}
