using System.Collections.Concurrent;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Memory;
using ObjectServer.Session.Access;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Objects;

/// <summary>Creates, names, finds and deletes shared objects. Calls may overlap; a constructor holds up nobody but those who want its object.</summary>
internal sealed class ObjectHost : IAsyncDisposable
{
    private readonly ConcurrentDictionary<TypeRegistration, ConstructorBinder> _binders = new();
    private readonly NameTable _names = new();
    private readonly TypeRegistry _types;
    private readonly LibraryTypes _library;
    private readonly IServiceProvider _services;
    private readonly IServiceProviderIsService _isService;
    private readonly ObjectDisposer _disposer;
    private readonly ServerIdentity _identity;
    private readonly ValueLimit _limit;
    private volatile bool _draining;

    public ObjectHost(
        TypeRegistry types,
        LibraryTypes library,
        IEnumerable<NamedInstance> instances,
        ObjectDisposer disposer,
        ServerIdentity identity,
        ObjectServerOptions options,
        CallStatistics statistics,
        TimeProvider time,
        IServiceProvider services,
        IServiceProviderIsService isService)
    {
        _types = types;
        _library = library;
        if (library.Names.FirstOrDefault(name => types.TryFind(name) is not null) is { } taken)
            throw new InvalidOperationException($"A type is registered as \"{taken}\", which is the name of a type that every server has; give it another name.");
        _services = services;
        _isService = isService;
        _disposer = disposer;
        _identity = identity;
        _limit = options.ValueLimit;
        Objects = new ObjectTable(
            disposer.Discard,
            new QueueRules(options.MaxWaitingCalls, $"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxWaitingCalls)}", time),
            statistics);
        Statistics = statistics;
        foreach (NamedInstance instance in instances)
        {
            if (!TryAdd(instance)) throw new InvalidOperationException($"Two objects are registered under the name \"{instance.Name}\".");
        }
    }

    /// <summary>All shared objects.</summary>
    public ObjectTable Objects { get; }

    /// <summary>What their calls were like.</summary>
    public CallStatistics Statistics { get; }

    /// <summary>Whether the server takes no new calls any more.</summary>
    public bool IsDraining => _draining;

    /// <summary>Takes no new calls from now on.</summary>
    public void Drain() => _draining = true;

    /// <summary>The contract that an object is handed out under.</summary>
    /// <exception cref="ContractMismatchException">It has none of that name.</exception>
    public static ContractModel ContractOf(SharedObject shared, string name) => name.Length == 0
        ? shared.Type.Contracts[0]
        : shared.Type.FindContract(name)
            ?? throw new ContractMismatchException(
                name, [$"The object is a {shared.TypeName ?? shared.Type.Class.FullName} and has the contracts {string.Join(", ", shared.Type.Contracts)}."]);

    /// <summary>Shares an instance.</summary>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    /// <exception cref="InvalidOperationException">The instance is shared already.</exception>
    public void Add(NamedInstance given)
    {
        if (!TryAdd(given)) throw new NameTakenException(given.Name);
    }

    /// <summary>Creates an object. The caller unpins it.</summary>
    /// <exception cref="ConstructorFailedException">Its constructor threw.</exception>
    /// <exception cref="ArgumentException">Its name has a NUL in it.</exception>
    public async Task<SharedObject> CreateAsync(Creation creation, CancellationToken cancel)
    {
        if (creation.Name.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("The name of an object cannot have a NUL character in it: elsewhere it would end there.");
        creation.References.DemandPlace();
        if (creation.Access is { } rules && !MayCreate(creation, rules))
        {
            if (creation.GetOrCreate && rules.MayName(ObjectPermissions.Call, creation.Name) && _names.Find(creation.Name) is not null) return await GetAsync(creation.Name, rules, cancel);
            throw rules.Refuse(ObjectPermissions.Create, creation.Type.Length > 0 ? creation.TypeName : creation.Contract, creation.Name.Length > 0 ? creation.Name : null);
        }

        if (creation.Name.Length == 0) return Make(creation);
        Task<SharedObject> making = _names.GetOrAdd(creation.Name, () => Task.Run(() => Make(creation), CancellationToken.None), out bool added);
        if (!added && !creation.GetOrCreate) throw new NameTakenException(creation.Name);
        if (added) return await making;
        SharedObject existing = await making.WaitAsync(cancel);
        creation.Access?.Demand(ObjectPermissions.Call, existing, creation.Name);
        return existing.TryPin() ? existing : throw new ObjectNotFoundException(creation.Name);
    }

    /// <summary>Finds a named object. The caller unpins it.</summary>
    /// <exception cref="ObjectNotFoundException">There is none of that name.</exception>
    /// <exception cref="AccessDeniedException">The caller may not call it.</exception>
    public async Task<SharedObject> GetAsync(string name, SessionAccess? access, CancellationToken cancel)
    {
        access?.DemandName(ObjectPermissions.Call, name);
        if (_names.Find(name) is { } making)
        {
            SharedObject shared = await making.WaitAsync(cancel);
            access?.Demand(ObjectPermissions.Call, shared, name);
            if (shared.TryPin()) return shared;
        }

        throw NotFound(name, access);
    }

    /// <summary>Takes a named object away.</summary>
    /// <exception cref="ObjectNotFoundException">There is none of that name.</exception>
    /// <exception cref="AccessDeniedException">The caller may not delete it.</exception>
    public async Task DeleteAsync(string name, SessionAccess? access)
    {
        Task<SharedObject>? checkedOne = null;
        if (access is not null)
        {
            access.DemandName(ObjectPermissions.Delete, name);
            checkedOne = _names.Find(name) ?? throw NotFound(name, access);
            access.Demand(ObjectPermissions.Delete, await checkedOne, name);
        }

        if (_names.Remove(name, checkedOne) is not { } making) throw NotFound(name, access);
        SharedObject deleted = await making;
        deleted.Delete();
        if (deleted.Instance is ILibraryObject own) own.OnDeleted();
    }

    /// <summary>Lists objects that the caller may use: named ones first.</summary>
    public ObjectList List(string namePrefix, SessionAccess? access)
    {
        var list = new ObjectList();
        IEnumerable<SharedObject> all = Objects.All;
        if (access is not null) all = all.Where(access.Shows);
        if (namePrefix.Length > 0) all = all.Where(shared => shared.Name?.StartsWith(namePrefix, StringComparison.Ordinal) == true);
        list.Objects.AddRange(all.OrderBy(shared => shared.Name is null).ThenBy(shared => shared.Id).Select(Info));
        return list;
    }

    /// <summary>Describes the contract of an object, of a type, or of that fingerprint: the first one given.</summary>
    /// <exception cref="AccessDeniedException">The caller may not use it.</exception>
    public ContractDescription Describe(ulong id, string type, ulong fingerprint, SessionAccess? access)
    {
        if (fingerprint != 0)
        {
            return _types.All.Concat(_library.Made).Where(registration => access?.ShowsType(registration.Name) != false).SelectMany(registration => registration.Contracts).FirstOrDefault(contract => contract.Fingerprint == fingerprint)?.DescribeWithDocumentation()
                ?? throw new TypeNotRegisteredException($"{fingerprint:x16}");
        }

        if (id != 0)
        {
            SharedObject shared = Objects.Find(id) ?? throw new ObjectGoneException(new ObjectReference(_identity.Id, _identity.Generation, id, 0));
            if (access?.Shows(shared) == false) throw access.Refuse(shared);
            return shared.Type.Contracts[0].DescribeWithDocumentation();
        }

        access?.DemandType(Creation.NameOf(type));
        return FindType(type, "", access).Contracts[0].DescribeWithDocumentation();
    }

    /// <summary>Disposes of every object that is the server's to dispose of.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (SharedObject shared in Objects.All)
        {
            if (shared.Ownership == ObjectOwnership.Given) continue;
            Objects.Remove(shared);
            await _disposer.DisposeAsync(shared.Instance, shared.Scope);
        }
    }

    private static Func<string, bool>? ShownBy(SessionAccess? access) => access is null ? null : access.ShowsType;

    private TypeRegistration FindType(string type, string contract, SessionAccess? access) =>
        (type.Length == 0 || _types.TryFind(type) is not null ? null : _library.Find(LibraryTypeName.Parse(type)))
        ?? _types.Find(type, contract, ShownBy(access), _library.Names.Where(name => access?.ShowsType(name) != false));

    private ObjectNotFoundException NotFound(string name, SessionAccess? access) =>
        new(name, _names.Nearest(name, access is null ? null : access.ShowsName));

    // What a client may not create it does not learn of either. Where it names no type, only those count that it may create.
    private bool MayCreate(Creation creation, SessionAccess access)
    {
        string contract = creation.Contract;
        string? name = creation.Name.Length > 0 ? creation.Name : null;
        if (creation.Type.Length > 0) return access.May(ObjectPermissions.Create, creation.TypeName, name);
        string[] may = [.. _types.All.Where(type => type.Contracts.Any(model => model.Name == contract)).Select(type => type.Name)
            .Where(type => access.May(ObjectPermissions.Create, type, name))];
        if (may.Length == 0) return access.MayAll(ObjectPermissions.Create);
        creation.Chosen = _types.Find("", contract, may.Contains);
        return true;
    }

    private ObjectInfo Info(SharedObject shared)
    {
        QueueState queue = shared.Gate?.Queue ?? default;
        return new ObjectInfo
        {
            Reference = ReferenceMessages.Write(new ObjectReference(_identity.Id, _identity.Generation, shared.Id, shared.Type.Contracts[0].Fingerprint)),
            Name = shared.Name ?? "",
            Type = shared.TypeName ?? "",
            Contract = shared.Type.Contracts[0].Name,
            References = (ulong)Math.Max(0, shared.References),
            Waiting = (uint)queue.Waiting,
            LongestWaitMs = (ulong)queue.LongestWait.TotalMilliseconds,
        };
    }

    private SharedObject Make(Creation creation)
    {
        TypeRegistration registration = creation.Chosen ?? FindType(creation.Type, creation.Contract, creation.Access);

        // Nothing is made, and no name is taken, for a caller who could not use it.
        if (creation.Contract.Length > 0 && registration.Contracts.All(contract => contract.Name != creation.Contract))
        {
            throw new ContractMismatchException(
                creation.Contract, [$"The type {registration.Name} has the contracts {string.Join(", ", registration.Contracts)}."]);
        }

        ConstructorBinder binder = _binders.GetOrAdd(registration, static (key, services) => new ConstructorBinder(key.Class, services, key.Factory), _isService);
        creation.HasRead = true;
        BoundMaker bound = Bind(binder, creation, out IReadOnlyList<SharedObject>? pinned);
        AsyncServiceScope? scope = bound.Services.Count > 0 ? _services.CreateAsyncScope() : null;
        try
        {
            MemoryHost.Creator = creation.References;
            object instance = bound.Invoke(scope?.ServiceProvider);
            return Objects.Add(instance, registration, ObjectOwnership.Created, scope);
        }
        catch when (scope is not null)
        {
            // No object: its services are nobody's.
            _disposer.Dispose(bound, scope);
            throw;
        }
        finally
        {
            MemoryHost.Creator = null;
            Imports.Unpin(pinned);
        }
    }

    /// <summary>Chooses the constructor, and keeps the objects among its arguments until it has run.</summary>
    private BoundMaker Bind(ConstructorBinder binder, Creation creation, out IReadOnlyList<SharedObject>? pinned)
    {
        Imports.Begin();
        try
        {
            BoundMaker bound = binder.Bind(creation.Arguments, creation.References, _limit);
            pinned = Imports.TakePinned();
            return bound;
        }
        catch
        {
            Imports.Unpin(Imports.TakePinned());
            creation.References.GiveBack(creation.Arguments, Imports.Fail());
            throw;
        }
        finally
        {
            Imports.End();
        }
    }

    private bool TryAdd(NamedInstance given)
    {
        var registration = new TypeRegistration(given.TypeName, given.Instance.GetType(), given.Concurrency, []);
        Task<SharedObject> shared = _names.GetOrAdd(
            given.Name, () => Task.FromResult(Objects.Add(given.Instance, registration, given.Ownership, null)), out bool added);
        if (added) shared.GetAwaiter().GetResult().Unpin();
        return added;
    }
}
