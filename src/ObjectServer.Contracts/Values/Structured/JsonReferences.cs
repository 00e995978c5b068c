using System.Text.Json;
using ObjectServer.Contract;
using ObjectServer.Values.References;

namespace ObjectServer.Values.Structured;

/// <summary>
/// The shared objects that one piece of JSON mentions, by number. The serializer hands no context to converters, so the piece
/// being written or read is that of the thread: serializing is synchronous, and nested use puts back what it found.
/// </summary>
internal sealed class JsonReferences
{
    // Stands for one that was taken over, until it is known as what, or in vain.
    private static readonly object Taken = new();

    [ThreadStatic]
    private static JsonReferences? _current;

    private readonly List<ObjectReference> _references = [];
    private readonly List<object?> _imported = [];
    private IReferenceScope? _scope;

    /// <summary>What the thread is writing or reading.</summary>
    /// <exception cref="JsonException">It is doing neither.</exception>
    public static JsonReferences Current => _current ?? throw new JsonException("shared objects are only written as parts of a call");

    /// <summary>The references, in the order of their numbers.</summary>
    public IReadOnlyList<ObjectReference> Items => _references;

    /// <summary>Makes this the thread's, and returns what was so before, for <see cref="Exit"/>.</summary>
    public JsonReferences? Enter(IReferenceScope? scope)
    {
        JsonReferences? previous = _current;
        _scope = scope;
        _current = this;
        return previous;
    }

    /// <summary>
    /// Puts back what <see cref="Enter"/> returned, and forgets all objects. Those that arrived and were not taken over are forgone: the
    /// declared type has no place for them, or reading has failed before.
    /// </summary>
    public void Exit(JsonReferences? previous)
    {
        _current = previous;
        for (int i = 0; i < _imported.Count; i++)
        {
            if (_imported[i] is null) _scope?.Forgo(_references[i]);
        }

        _scope = null;
        _references.Clear();
        _imported.Clear();
    }

    /// <summary>Adds a reference that arrived.</summary>
    public void Add(in ObjectReference reference)
    {
        _references.Add(reference);
        _imported.Add(null);
    }

    /// <summary>The number that stands for an object of this side.</summary>
    public int Export(object value, ContractModel contract) => Export(ReferenceScopes.Require(_scope, contract).Export(value, contract));

    /// <summary>The number that stands for a reference that is to be sent.</summary>
    public int Export(in ObjectReference reference)
    {
        _references.Add(reference);
        return _references.Count - 1;
    }

    /// <summary>All references that arrived; they are the caller's to take over.</summary>
    public IReadOnlyList<ObjectReference> TakeAll()
    {
        for (int i = 0; i < _imported.Count; i++) _imported[i] = Taken;
        return [.. _references];
    }

    /// <summary>The object that a number stands for. Every reference is taken over once, however often it is mentioned.</summary>
    public T Import<T>(int number, ContractModel contract)
        where T : class
    {
        if ((uint)number >= (uint)_references.Count)
            throw new JsonException($"there is no shared object {number}: {_references.Count} were sent");

        if (_imported[number] is null)
        {
            IReferenceScope scope = ReferenceScopes.Require(_scope, contract);
            _imported[number] = Taken;
            _imported[number] = scope.Import(_references[number], contract);
        }

        object? found = _imported[number];
        return found as T ?? throw ReferenceScopes.Unsuitable(_references[number], found, contract);
    }
}
