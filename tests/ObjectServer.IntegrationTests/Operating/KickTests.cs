using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Programs;
using ObjectServer.IntegrationTests.Tool;

namespace ObjectServer.IntegrationTests.Operating;

/// <summary>Sessions that an administrator ends.</summary>
public sealed class KickTests
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kick_GivesBackWhatTheSessionHeld_AndTellsItsClient(bool socketLink)
    {
        var workshop = new Workshop();
        await using TestServer server = await TestServer.StartAsync(builder => builder.AddObject<IWorkshop>("workshop", workshop), socketLink: socketLink);
        var lost = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ObjectClient kicked = await server.ConnectAsync(new ObjectClientOptions { ClientName = "kicked", SessionLost = cause => lost.TrySetResult(cause) });
        await using ObjectClient other = await server.ConnectAsync();
        ISharedLock door = await kicked.CreateLockAsync("door");
        await door.AcquireAsync();
        IWorkshop held = await kicked.GetAsync<IWorkshop>("workshop");
        Task hanging = held.HangAsync();
        await Eventually.EqualAsync(1, () => workshop.Inside);
        Task<HeldLock> waiting = (await other.GetAsync<ISharedLock>("door")).AcquireAsync();
        ulong number = server.View.ListSessions(new(Search: "kicked")).Entries.Single().Number;

        ProgramResult result = await ToolProgram.RunAsync("kick", $"{number}", "--reason", "it held the door", "--url", server.Address);

        result.AssertExited(0);
        Assert.Equal($"Session {number} of kicked has ended.", result.Output.TrimEnd());
        await using HeldLock got = await waiting.WaitAsync(Guard);
        SessionEndedException cause = Assert.IsType<SessionEndedException>(await lost.Task.WaitAsync(Guard));
        Assert.Contains("it held the door", cause.Message, StringComparison.Ordinal);
        OutcomeUnknownException unknown = await Assert.ThrowsAsync<OutcomeUnknownException>(() => hanging.WaitAsync(Guard));
        Assert.IsType<SessionEndedException>(unknown.InnerException);
        Assert.Contains("An administrator", unknown.Message, StringComparison.Ordinal);
        ServerUnavailableException later = Assert.Throws<ServerUnavailableException>(() => held.Count(1));
        Assert.Contains("An administrator", later.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(server.View.ListSessions(new()).Entries, session => session.Number == number);
        Assert.Contains(server.View.Log.Read(), line => line.Text.Contains("ended session", StringComparison.Ordinal) && line.Text.Contains("it held the door", StringComparison.Ordinal));

        // The client itself is not shut out: its next request begins another session.
        workshop.LetGo();
        Assert.Equal(1, (await kicked.GetAsync<IWorkshop>("workshop").WaitAsync(Guard)).Count(1));
    }

    [Fact]
    public async Task Kick_OfASessionThatIsNone_IsAnError()
    {
        await using TestServer server = await TestServer.StartAsync(static _ => { });

        ProgramResult none = await ToolProgram.RunAsync("kick", "99", "--url", server.Address);
        ProgramResult word = await ToolProgram.RunAsync("kick", "all", "--url", server.Address);
        ProgramResult wordy = await ToolProgram.RunAsync("kick", "1", "--reason", new string('x', 201), "--url", server.Address);

        none.AssertExited(6);
        Assert.Contains("There is no session 99", Assert.Single(none.Errors), StringComparison.Ordinal);
        word.AssertExited(2);
        wordy.AssertExited(6);
        Assert.Contains("it may have 200", Assert.Single(wordy.Errors), StringComparison.Ordinal);
    }
}
