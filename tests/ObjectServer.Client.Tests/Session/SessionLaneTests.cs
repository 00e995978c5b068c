using ObjectServer.Client.Session;
using ObjectServer.Wire;

namespace ObjectServer.Client.Tests.Session;

public sealed class SessionLaneTests
{
    // Enough to be worth an acknowledgement.
    private const int SomeBytes = 1000;

    [Theory]
    [InlineData(nameof(Lane.Control), false, 6)]
    [InlineData(nameof(Lane.Calls), false, 6)]
    [InlineData(nameof(Lane.Control), true, 6)]
    [InlineData(nameof(Lane.Calls), true, 2)]
    [InlineData(nameof(Lane.Bulk), true, 2)]
    public void Beat_OfSixInARow_GivesSignsOfLife(string kind, bool isWithinMachine, int signs)
    {
        (SessionLane lane, KeepingLane sent) = Begin(Enum.Parse<Lane>(kind), isWithinMachine);

        for (int i = 0; i < 6; i++) lane.Beat(late: false);

        Assert.Equal(signs, sent.Pings);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 3)]
    public void Beat_WhileNothingComes_CountsSilenceBySigns(bool isWithinMachine, int beatsPerSign)
    {
        (SessionLane lane, _) = Begin(Lane.Calls, isWithinMachine);

        int[] silent = [.. Enumerable.Range(0, 4 * beatsPerSign).Select(_ => lane.Beat(late: false))];

        // That the link began counts as heard.
        Assert.Equal([0, 1, 2, 3], silent.Where((_, i) => (i + 1) % beatsPerSign == 0));
        lane.Hear();
        for (int i = 0; i < beatsPerSign; i++) lane.Beat(late: false);
        Assert.Equal(0, lane.Silent);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Beat_OfWhichOneOfThreeCameLate_CountsNoSilence(int late)
    {
        (SessionLane lane, _) = Begin(Lane.Calls, isWithinMachine: true);
        for (int i = 0; i < 3; i++) lane.Beat(late: false);

        for (int i = 0; i < 3; i++) lane.Beat(late: i == late);
        Assert.Equal(0, lane.Silent);

        for (int i = 0; i < 3; i++) lane.Beat(late: false);
        Assert.Equal(1, lane.Silent);
    }

    [Fact]
    public void Answer_TakesThePlaceOfTheNextBeat()
    {
        (SessionLane lane, KeepingLane sent) = Begin(Lane.Control, isWithinMachine: false);

        lane.Answer();
        Assert.Equal(1, sent.Pings);
        lane.Answer();
        Assert.Equal(1, sent.Pings);
        lane.Beat(late: false);
        Assert.Equal(1, sent.Pings);

        // The other side has said nothing since.
        lane.Beat(late: false);
        Assert.Equal(2, sent.Pings);
    }

    [Fact]
    public void Beat_WhoseSignHasBeenGivenOrIsNotDue_StillSaysWhatHasArrived()
    {
        (SessionLane answering, KeepingLane byNetwork) = Begin(Lane.Control, isWithinMachine: false);
        answering.Answer();
        answering.Received.Add(SomeBytes);
        answering.Beat(late: false);
        Assert.Equal([SomeBytes], byNetwork.Acknowledged);

        (SessionLane quiet, KeepingLane bySocket) = Begin(Lane.Calls, isWithinMachine: true);
        quiet.Received.Add(SomeBytes);
        quiet.Beat(late: false);
        Assert.Equal([SomeBytes], bySocket.Acknowledged);
        Assert.Equal(0, bySocket.Pings);
    }

    [Fact]
    public void Answer_SaysWhatHasArrived()
    {
        (SessionLane lane, KeepingLane sent) = Begin(Lane.Control, isWithinMachine: false);

        lane.Received.Add(SomeBytes);
        lane.Answer();
        lane.Beat(late: false);

        Assert.Equal([SomeBytes], sent.Acknowledged);
    }

    private static (SessionLane Lane, KeepingLane Sent) Begin(Lane kind, bool isWithinMachine)
    {
        var sent = new KeepingLane(isWithinMachine);
        var lane = new SessionLane(kind, new LaneWriter(static (_, _) => { }));
        lane.Writer.Attach(sent, received: 0);
        lane.BeginLink(sent);
        return (lane, sent);
    }
}
