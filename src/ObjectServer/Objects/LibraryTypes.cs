using System.Collections.Frozen;
using ObjectServer.Contract;
using ObjectServer.Memory;
using ObjectServer.Types;
using ObjectServer.Types.Collections;
using ObjectServer.Types.Locks;
using ObjectServer.Types.Namespaces;
using ObjectServer.Types.Queues;

namespace ObjectServer.Objects;

/// <summary>The types that every server has, by the names that clients give. Calls may overlap.</summary>
/// <param name="allowed">Which types may be type arguments.</param>
internal sealed class LibraryTypes(AllowedTypeArguments allowed)
{
    private readonly FrozenDictionary<string, LibraryType> _byName = new LibraryType[]
    {
        new(MemoryTypes.Segment, typeof(SharedSegment), typeof(ISharedMemory)),
        new(MemoryTypes.List, typeof(SharedItems), typeof(ISharedItems)),
        new(MemoryTypes.Table, typeof(TableSegment), typeof(ISharedTable)),
        new(typeof(SharedNamespace), typeof(ISharedNamespace)),
        new(typeof(SharedQueue<>), typeof(ISharedQueue<>)),
        new(typeof(SharedTopic<>), typeof(ISharedTopic<>)),
        new(typeof(SharedValue<>), typeof(ISharedValue<>)),
        new(typeof(SharedList<>), typeof(ISharedList<>)),
        new(typeof(SharedDictionary<,>), typeof(ISharedDictionary<,>)),
        new(typeof(SharedSet<>), typeof(ISharedSet<>)),
        new(typeof(SharedLock), typeof(ISharedLock)),
        new(typeof(SharedReentrantLock), typeof(ISharedReentrantLock)),
        new(typeof(SharedReaderWriterLock), typeof(ISharedReaderWriterLock)),
        new(typeof(SharedSemaphore), typeof(ISharedSemaphore)),
        new(typeof(SharedEvent), typeof(ISharedEvent)),
        new(typeof(SharedCondition), typeof(ISharedCondition)),
        new(typeof(SharedBarrier), typeof(ISharedBarrier)),
        new(typeof(SharedCountdown), typeof(ISharedCountdown)),
    }.ToFrozenDictionary(static type => type.Name, StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>All types of which an object has been asked for.</summary>
    public IEnumerable<TypeRegistration> Made => _byName.Values.SelectMany(static type => type.Made);

    /// <summary>Finds a type; null when there is none of that name.</summary>
    /// <param name="type">What the client asks for.</param>
    /// <exception cref="TypeNotRegisteredException">One of the type arguments is not allowed.</exception>
    /// <exception cref="ArgumentException">There are more or fewer type arguments than the type takes, or it does not take them.</exception>
    public TypeRegistration? Find(LibraryTypeName type) => _byName.GetValueOrDefault(type.Name)?.Close(Arguments(type));

    private Type[] Arguments(LibraryTypeName type)
    {
        int taken = _byName[type.Name].TypeParameters;
        return type.Arguments.Count == taken
            ? [.. type.Arguments.Select(argument => ArgumentOf(argument, type))]
            : throw new ArgumentException($"{type.Name} takes {taken} type arguments; {type.Arguments.Count} were given. Write them like SharedDictionary<string,int>.");
    }

    private Type ArgumentOf(string argument, LibraryTypeName type)
    {
        if (allowed.TryFind(LibraryTypeName.Canonical(argument)) is { } plain) return plain;
        LibraryTypeName inner = LibraryTypeName.Parse(argument);
        return _byName.TryGetValue(inner.Name, out LibraryType? library)
            ? library.ContractOf(Arguments(inner))
            : throw allowed.NotAllowed(type.Name, argument);
    }
}
