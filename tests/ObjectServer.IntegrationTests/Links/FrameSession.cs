using ObjectServer.Client.Link;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>A session over any link whose frames a test writes itself.</summary>
internal sealed class FrameSession : IAsyncDisposable
{
    private readonly ILink _link;

    private ulong _requests;

    private FrameSession(ILink link, Welcome welcome, byte[] secret, FrameLane control, FrameLane calls)
    {
        _link = link;
        Welcome = welcome;
        Secret = secret;
        Control = control;
        Calls = calls;
    }

    public Welcome Welcome { get; }

    /// <summary>What proves whose session it is.</summary>
    public byte[] Secret { get; }

    public FrameLane Control { get; }

    public FrameLane Calls { get; }

    public static Task<FrameSession> OpenAsync(TestServer server) => OpenAsync(server.Connect());

    public static async Task<FrameSession> OpenAsync(ILink link, string? key = null)
    {
        FrameLane control = await OpenAsync(link, Lane.Control);
        Welcome welcome;
        byte[] secret;
        FrameLane calls = await OpenAsync(link, Lane.Calls);
        if (key is null)
        {
            await control.SendAsync(new Frame { Hello = new Hello { Protocol = 1, ClientName = "frames" } });
            welcome = (await control.NextAsync())!.Welcome;
            secret = welcome.Token.ToByteArray();
        }
        else
        {
            (welcome, secret) = await KeyedFrames.GreetAsync(control, key);
        }

        await KeyedFrames.AttachAsync(calls, welcome, secret, Lane.Calls);
        Assert.Equal(Lane.Calls, (await calls.NextAsync())!.Attached.Lane);
        return new FrameSession(link, welcome, secret, control, calls);
    }

    /// <summary>A further lane of the session's link, on which nothing has been said yet.</summary>
    public Task<FrameLane> OpenAsync(Lane lane) => OpenAsync(_link, lane);

    /// <summary>Has the session answer a request on its calls lane, or another one that has taken its place.</summary>
    public async Task AskAsync(FrameLane? calls = null)
    {
        calls ??= Calls;
        await calls.SendAsync(new Frame { Request = new Request { Sequence = ++_requests, List = new ListObjects { NamePrefix = "no" } } });
        Frame? answer;
        do answer = await calls.NextAsync();
        while (answer is { Result: null });
        Assert.NotNull(answer);
        Assert.Equal(_requests, answer.Result.Sequence);
        Assert.Null(answer.Result.Error);
    }

    public static async Task<FrameLane> OpenAsync(ILink link, Lane lane)
    {
        ILane opened = await link.OpenAsync(lane, CancellationToken.None);
        opened.EndHandshake();
        return new FrameLane(opened);
    }

    public async ValueTask DisposeAsync()
    {
        await Calls.DisposeAsync();
        await Control.DisposeAsync();
        await _link.DisposeAsync();
    }
}
