using ObjectServer.Client.Link;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>A session over any link whose frames a test writes itself.</summary>
internal sealed class FrameSession : IAsyncDisposable
{
    private readonly ILink _link;

    private FrameSession(ILink link, FrameLane control, FrameLane calls)
    {
        _link = link;
        Control = control;
        Calls = calls;
    }

    public FrameLane Control { get; }

    public FrameLane Calls { get; }

    public static Task<FrameSession> OpenAsync(TestServer server) => OpenAsync(server.Connect());

    public static async Task<FrameSession> OpenAsync(ILink link, string? key = null)
    {
        FrameLane control = await OpenAsync(link, Lane.Control);
        Welcome welcome;
        FrameLane calls = await OpenAsync(link, Lane.Calls);
        if (key is null)
        {
            await control.SendAsync(new Frame { Hello = new Hello { Protocol = 1, ClientName = "frames" } });
            welcome = (await control.NextAsync())!.Welcome;
            await KeyedFrames.AttachAsync(calls, welcome, welcome.Token.ToByteArray(), Lane.Calls);
        }
        else
        {
            (welcome, byte[] secret) = await KeyedFrames.GreetAsync(control, key);
            await KeyedFrames.AttachAsync(calls, welcome, secret, Lane.Calls);
        }

        Assert.Equal(Lane.Calls, (await calls.NextAsync())!.Attached.Lane);
        return new FrameSession(link, control, calls);
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
