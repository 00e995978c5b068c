using Microsoft.Extensions.Logging.Abstractions;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Objects;

namespace ObjectServer.Tests.Session;

public sealed class SessionReferencesTests : IDisposable
{
    private static readonly ContractModel Contract = ContractModel.Of(typeof(IThing));

    private readonly ObjectDisposer _disposer = new(TimeProvider.System, NullLogger<ObjectDisposer>.Instance);
    private readonly ObjectTable _objects;
    private readonly SessionReferences _references;

    public SessionReferencesTests()
    {
        _objects = new ObjectTable(_disposer.Discard);
        _references = NewSession();
    }

    [SharedContract]
    public interface IThing
    {
        int Number { get; }
    }

    public void Dispose() => _disposer.Dispose();

    [Fact]
    public void Release_ThatCrossesTheReferenceOnItsWayAgain_TakesNothingFromIt()
    {
        var thing = new Thing();
        ulong id = _references.Export(thing, Contract).ObjectId;

        // Sent once more before the client's release of the first one is read: the client has yet to receive this one.
        ulong again = _references.Export(thing, Contract).ObjectId;
        _references.Release(id, 1);

        Assert.Equal(id, again);
        Assert.Equal(1, _objects.Find(id)!.References);
        _references.Release(id, 1);
        Assert.Equal((null, 0), (_objects.Find(id), _references.Count));
    }

    [Fact]
    public void Release_OfMoreThanWasSent_LeavesWhatOthersHold()
    {
        SessionReferences other = NewSession();
        var thing = new Thing();
        ulong id = _references.Export(thing, Contract).ObjectId;
        other.Export(thing, Contract);

        _references.Release(id, 100);
        _references.Release(id, 1);
        _references.Release(id + 1, 1);

        Assert.Equal((1, 0, 1), (_objects.Find(id)!.References, _references.Count, other.Count));
    }

    [Fact]
    public void Object_SharedAgainAfterItHasGone_HasAnIdOfItsOwn()
    {
        var thing = new Thing();
        ulong first = _references.Export(thing, Contract).ObjectId;
        _references.Release(first, 1);

        ulong second = _references.Export(thing, Contract).ObjectId;

        Assert.NotEqual(first, second);
        Assert.Null(_objects.Find(first));
    }

    [Fact]
    public void Import_KeepsItsObject_UntilItIsUnpinned()
    {
        ObjectReference reference = _references.Export(new Thing(), Contract);
        Imports.Begin();
        _references.Import(reference, Contract);
        Imports.End();
        IReadOnlyList<SharedObject>? imported = Imports.TakePinned();

        _references.Release(reference.ObjectId, 1);
        SharedObject? whileUsed = _objects.Find(reference.ObjectId);
        Imports.Unpin(imported);

        Assert.Same(Assert.Single(imported!), whileUsed);
        Assert.Null(_objects.Find(reference.ObjectId));
        Assert.Throws<ObjectGoneException>(() => _references.Import(reference, Contract));
        Assert.Null(Imports.TakePinned());
    }

    [Fact]
    public void Import_OutsideOfAnyArguments_KeepsNothing()
    {
        ObjectReference reference = _references.Export(new Thing(), Contract);

        _references.Import(reference, Contract);

        Assert.Null(Imports.TakePinned());
        _references.Release(reference.ObjectId, 1);
        Assert.Null(_objects.Find(reference.ObjectId));
    }

    [Fact]
    public void Session_Closed_GivesBackWhatItHeldAndHoldsNothingMore()
    {
        var thing = new Thing();
        ulong id = _references.Export(thing, Contract).ObjectId;
        _references.Export(thing, Contract);

        _references.Close();
        _references.Export(new Thing(), Contract);

        Assert.Equal((null, 0, 0), (_objects.Find(id), _references.Count, _objects.Count));
    }

    private SessionReferences NewSession() => new(_objects, new ServerIdentity(Guid.NewGuid(), 1), _ => { });

    private sealed class Thing : IThing
    {
        public int Number => 1;
    }
}
