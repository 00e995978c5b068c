using ObjectServer.Client.Session;

namespace ObjectServer.Client.Tests.Session;

public sealed class RemoteHandleTests
{
    private readonly RemoteHandle _handle = new(null!, new ObjectReference(Guid.Empty, 1, 1, 0), null!);

    [Fact]
    public void Releases_OfEachOwner_GiveBackOneReceiptEach()
    {
        _handle.TryReceive();
        _handle.TryReceive();

        Assert.Equal((1UL, false), (_handle.ReleaseOne(), _handle.IsReleased));
        Assert.Equal((1UL, true), (_handle.ReleaseOne(), _handle.IsReleased));
        Assert.Equal(0UL, _handle.ReleaseOne());
        Assert.Equal(0UL, _handle.ReleaseAll());
    }

    [Fact]
    public void Reference_ThatArrivesForAReleasedProxy_IsNotTakenIn()
    {
        _handle.TryReceive();
        _handle.ReleaseOne();

        Assert.False(_handle.TryReceive());
        Assert.Equal(0UL, _handle.ReleaseAll());
    }

    [Fact]
    public void Release_OfAnAttachedProxy_GivesNothingBack()
    {
        Assert.Equal((0UL, true), (_handle.ReleaseOne(), _handle.IsReleased));
    }

    [Fact]
    public void Release_WhileACallMentionsTheProxy_WaitsForIt()
    {
        _handle.TryReceive();
        _handle.Pin();
        _handle.Pin();

        Assert.Equal((0UL, true), (_handle.ReleaseOne(), _handle.IsReleased));
        Assert.Equal(0UL, _handle.ReleaseAll());
        _handle.Unpin();

        // The last one would send what is owed, by the session that this handle does not have.
        Assert.Throws<NullReferenceException>(_handle.Unpin);
    }
}
