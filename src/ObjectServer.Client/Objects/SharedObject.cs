using ObjectServer.Dispatch;
using ObjectServer.Dispatch.Statistics;

namespace ObjectServer.Objects;

/// <summary>
/// A live object as the server keeps it: who holds it, what runs in it. It is retired when nobody holds it, or when it is deleted;
/// what still runs keeps it from being disposed of until it ends. Calls may overlap.
/// </summary>
/// <remarks>Its lock is itself: user code never sees it, there may be millions, and a lock of its own would take 40 bytes more.</remarks>
internal sealed class SharedObject
{
    private readonly ObjectTable _table;
    private long _references;
    private long _calls;
    private long _failures;
    private int _pins;
    private string? _name;
    private volatile bool _listed;
    private bool _retired;
    private bool _discarded;

    public SharedObject(ObjectTable table, ulong id, object instance, ObjectType type, ObjectOwnership ownership, ObjectConcurrency concurrency)
    {
        _table = table;
        Id = id;
        Instance = instance;
        Type = type;
        Ownership = ownership;
        if (concurrency == ObjectConcurrency.Serialized) Gate = new ObjectGate(table.Queue);
    }

    public ulong Id { get; }

    /// <summary>The object itself.</summary>
    public object Instance { get; }

    /// <summary>What its class shares.</summary>
    public ObjectType Type { get; }

    public ObjectOwnership Ownership { get; }

    /// <summary>Keeps calls apart; null for a concurrent object.</summary>
    public ObjectGate? Gate { get; }

    /// <summary>Registered type name; null when it came into being as a result.</summary>
    public string? TypeName { get; init; }

    /// <summary>It is the server's own: no list shows it, and rules are not about it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Where its calls are counted, by the places of their members' invokers; null where none are.</summary>
    public MemberStatistics[]? Statistics { get; init; }

    /// <summary>Services that live as long as the object.</summary>
    public IAsyncDisposable? Scope { get; init; }

    /// <summary>Another object may refer to it: it was passed to one, or one returned it.</summary>
    public bool Escaped { get; set; }

    /// <summary>It can be found by its id.</summary>
    public bool IsListed
    {
        get => _listed;
        set => _listed = value;
    }

    /// <summary>Its name; null for an unnamed one.</summary>
    public string? Name => Volatile.Read(ref _name);

    /// <summary>References that sessions hold.</summary>
    public long References => Interlocked.Read(ref _references);

    /// <summary>Calls that have run in it; 0 where no calls are counted.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Those of them that failed, other than by being cancelled.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>A session holds one more reference; false when the object has gone.</summary>
    public bool TryHold()
    {
        lock (this)
        {
            if (_retired) return false;
            _references++;
            return true;
        }
    }

    /// <summary>A session gives references back.</summary>
    public void Release(long references) => Change(-references, 0);

    /// <summary>Something uses the object; false when it has gone.</summary>
    public bool TryPin()
    {
        lock (this)
        {
            if (_retired) return false;
            _pins++;
            return true;
        }
    }

    /// <summary>It does not any more.</summary>
    public void Unpin() => Change(0, -1);

    /// <summary>It does not any more: it was a call that has run, which is counted.</summary>
    public void Unpin(bool hasFailed) => Change(0, -1, ran: 1, failed: hasFailed ? 1 : 0);

    /// <summary>The object has a name from now on, which keeps it. Called once, before others know the object.</summary>
    public void SetName(string name)
    {
        lock (this) _name = name;
    }

    /// <summary>Takes the object away, whoever holds it.</summary>
    public void Delete()
    {
        bool discard;
        lock (this)
        {
            if (_retired) return;
            _retired = true;
            _name = null;
            discard = ShouldDiscard();
        }

        _table.Remove(this);
        if (discard) _table.Discard(this);
    }

    private void Change(long references, int pins, int ran = 0, int failed = 0)
    {
        bool retire;
        bool discard;
        lock (this)
        {
            _references += references;
            _pins += pins;
            _calls += ran;
            _failures += failed;
            retire = !_retired && _references == 0 && _pins == 0 && _name is null;
            if (retire) _retired = true;
            discard = ShouldDiscard();
        }

        if (retire) _table.Remove(this);
        if (discard) _table.Discard(this);
    }

    private bool ShouldDiscard()
    {
        if (!_retired || _pins > 0 || _discarded) return false;
        _discarded = true;
        return true;
    }
}
