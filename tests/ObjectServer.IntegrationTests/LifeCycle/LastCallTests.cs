using ObjectServer.Client;
using ObjectServer.Contract;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Links;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>Calls that are on their way while a server with nothing to do begins to shut down: each caller learns that its call did not run.</summary>
public sealed class LastCallTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_ThatTheDrainCrosses_IsAnsweredThatItDidNotRun(bool socketLink)
    {
        await using TestServer server = await TestServer.StartAsync(Share, socketLink: socketLink);
        await using FrameSession session = await FrameSession.OpenAsync(server);
        ulong member = ContractModel.Of(typeof(ICalculator)).Members.Single(one => one.Name == nameof(ICalculator.ResetAsync)).Id;
        Task stopping = server.StopAsync();
        Frame? told = await session.Control.NextAsync();
        Assert.Equal(Frame.KindOneofCase.Drain, told!.KindCase);

        await session.Calls.SendAsync(
            new Frame { Call = new Call { Sequence = 1, Object = 1, Member = member } },
            new Frame { Request = new Request { Sequence = 2, Get = new GetObject { Name = "any" } } },
            new Frame { Request = new Request { Sequence = 3, DrainSeen = new DrainSeen() } });

        var answers = new Dictionary<ulong, Result>();
        while (await session.Calls.NextAsync() is { } frame)
        {
            if (frame.Ping is { } ping) await session.Control.SendAsync(new Frame { Pong = new Pong { Number = ping.Number } });
            else if (frame.Goodbye is null) answers.Add(frame.Result.Sequence, frame.Result);
        }

        Assert.Equal(ErrorCode.Unavailable, answers[1].Error.Code);
        Assert.Equal(ErrorCode.Unavailable, answers[2].Error.Code);
        Assert.Null(answers[3].Error);
        await stopping.WaitAsync(Guard);
    }

    [Fact]
    public async Task ClientThatSaysNothing_HoldsTheServerUpForASecondOnly()
    {
        await using TestServer server = await TestServer.StartAsync(Share);
        await using FrameSession session = await FrameSession.OpenAsync(server);

        await server.StopAsync().WaitAsync(Guard);

        Assert.Equal(0, server.Sessions.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CallsOfManyClients_WhileTheServerStops_HaveRunOrHaveNot(bool socketLink)
    {
        for (int round = 0; round < 5; round++)
        {
            await using TestServer server = await TestServer.StartAsync(Share, socketLink: socketLink);
            ObjectClient[] clients = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.ConnectAsync()));
            ICalculator[] calculators = await Task.WhenAll(clients.Select(client => client.CreateAsync<ICalculator>()));
            Task[] callers = [.. calculators.Select(calculator => CallUntilRefusedAsync(calculator)), .. calculators.Select(CallUntilRefused)];

            await server.StopAsync().WaitAsync(Guard);

            await Task.WhenAll(callers).WaitAsync(Guard);
            foreach (ObjectClient client in clients) await client.DisposeAsync();
        }
    }

    private static Task CallUntilRefused(ICalculator calculator) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                while (true) calculator.Add(1, 2);
            }
            catch (ServerUnavailableException)
            {
                // The only way that it may end.
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static async Task CallUntilRefusedAsync(ICalculator calculator)
    {
        try
        {
            while (true) await calculator.AddAsync(1, 2);
        }
        catch (ServerUnavailableException)
        {
            // As above.
        }
    }

    private static void Share(ObjectServerBuilder server) => server.AddObject<ICalculator>("first", new Calculator()).AddType<ICalculator, Calculator>();
}
