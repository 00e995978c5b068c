using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Client.Streaming;

/// <summary>
/// What an enumeration keeps while it lasts: the object whose member returned the sequence, which it is inside whenever it asks for an
/// item, and the objects that were the member's arguments. Calls do not overlap.
/// </summary>
internal sealed class EnumeratedObject
{
    private readonly SharedObject? _object;
    private readonly CpuLane? _lane;
    private readonly bool _readOnly;
    private IReadOnlyList<SharedObject>? _arguments;
    private bool _kept;

    /// <summary>A sequence that belongs to no object: nobody is kept out while it is asked.</summary>
    public EnumeratedObject()
    {
    }

    /// <param name="call">The call of the member that returns the sequence.</param>
    /// <param name="readOnly">The member may run together with read-only ones.</param>
    public EnumeratedObject(IVisitingCall call, bool readOnly)
    {
        _object = call.Object;
        _lane = call.Lane;
        _readOnly = readOnly;
        _kept = _object.TryPin();
    }

    /// <summary>Whether the object is one of the library's own.</summary>
    public bool IsOfLibrary => _object?.Instance is ILibraryObject { IsOfLibrary: true };

    /// <summary>The member's arguments have been read.</summary>
    public void Keep(IReadOnlyList<SharedObject>? arguments) => _arguments = arguments;

    /// <summary>Completes when the call is inside; it leaves by <see cref="IVisitingCall.EndVisit"/>.</summary>
    public async ValueTask EnterAsync(IVisitingCall call)
    {
        if (_object?.Gate is { } gate) await call.VisitAsync(gate, _readOnly).ConfigureAwait(false);
    }

    /// <summary>Awaited to go on where the member runs.</summary>
    public CpuLaneEntrance GoToLane() => new(_lane);

    /// <summary>
    /// Runs the end of an enumeration inside. What of it waits does so outside.
    /// </summary>
    /// <param name="chain">The chain of the call that ends it, which may be inside already; 0 for none.</param>
    /// <param name="end">Ends it.</param>
    public async ValueTask EndAsync(ulong chain, Func<ValueTask> end)
    {
        ValueTask ending;
        GateVisit? visit = null;
        if (_object?.Gate is { } gate)
        {
            visit = new GateVisit(_readOnly) { Chain = chain };
            await visit.EnterAsync(gate).ConfigureAwait(false);
        }

        try
        {
            ending = end();
        }
        finally
        {
            if (visit is not null) _object!.Gate!.Exit(visit);
        }

        await ending.ConfigureAwait(false);
    }

    /// <summary>The enumeration has ended.</summary>
    public void Release()
    {
        Session.Imports.Unpin(_arguments);
        _arguments = null;
        if (!_kept) return;
        _kept = false;
        _object!.Unpin();
    }
}
