using System.Collections.Concurrent;
using System.Dynamic;
using ObjectServer.Client.Types;

namespace ObjectServer.Client;

/// <summary>
/// Attributes that all clients share, to be used as <c>dynamic</c>: <c>ns.x = 3; int y = ns.x;</c>. Each access is a call. Names that begin with an
/// underscore stay in this object and never reach the server. Calls may overlap; each acts at one moment.
/// </summary>
/// <remarks>
/// A value is a copy: what is changed in it is not changed in the namespace. <c>ns.x += 1</c> is a read and a write, between which others may write. Numbers,
/// texts, times and arrays of bytes are read as the type that they were written as; anything else that can be JSON, such as a record, by
/// <see cref="Get{T}"/>, and as <c>dynamic</c> it is a <see cref="System.Text.Json.JsonElement"/>.
/// </remarks>
public sealed class SharedNamespace : DynamicObject
{
    private readonly ConcurrentDictionary<string, object?> _own = new(StringComparer.Ordinal);

    /// <summary>Uses a namespace that was obtained as an object of its contract, such as an element of a shared list.</summary>
    /// <param name="contract">Its proxy; the caller gives that back.</param>
    public SharedNamespace(ISharedNamespace contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        Contract = contract;
    }

    /// <summary>The namespace in the server: to be handed to others, and to be given back by <see cref="ObjectClient.ReleaseAsync"/>.</summary>
    public ISharedNamespace Contract { get; }

    /// <summary>Reads an attribute.</summary>
    /// <typeparam name="T">What it is to be read as.</typeparam>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    /// <exception cref="InvalidCastException">It cannot be read as <typeparamref name="T"/>.</exception>
    public T Get<T>(string name) => IsOwn(name) ? (T)Own(name)! : As<T>(name, Found(name, Contract.Find(name)));

    /// <summary>Reads an attribute.</summary>
    /// <typeparam name="T">What it is to be read as.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    /// <exception cref="InvalidCastException">It cannot be read as <typeparamref name="T"/>.</exception>
    public async Task<T> GetAsync<T>(string name, CancellationToken cancel = default) =>
        IsOwn(name) ? (T)Own(name)! : As<T>(name, Found(name, await Contract.FindAsync(name, cancel).ConfigureAwait(false)));

    /// <summary>Writes an attribute, whether it was there or not.</summary>
    /// <param name="name">Its name: at most 256 characters.</param>
    /// <param name="value">Its value; null is one, too.</param>
    /// <param name="cancel">Cancels the call; the attribute may have been written all the same.</param>
    /// <exception cref="ArgumentException">The name cannot be one, or the value cannot be written as JSON.</exception>
    /// <exception cref="LimitExceededException">There are 10,000 attributes already.</exception>
    public Task SetAsync(string name, object? value, CancellationToken cancel = default)
    {
        if (!IsOwn(name)) return Contract.SetAsync(name, NamespaceValues.Write(name, value), cancel);
        _own[name] = value;
        return Task.CompletedTask;
    }

    /// <summary>Takes an attribute away.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Cancels the call; the attribute may be gone all the same.</param>
    /// <returns>False when there was none of that name.</returns>
    public Task<bool> DeleteAsync(string name, CancellationToken cancel = default) =>
        IsOwn(name) ? Task.FromResult(_own.TryRemove(name, out _)) : Contract.DeleteAsync(name, cancel);

    /// <summary>Whether there is an attribute of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task<bool> ContainsAsync(string name, CancellationToken cancel = default) =>
        IsOwn(name) ? _own.ContainsKey(name) : await Contract.FindAsync(name, cancel).ConfigureAwait(false) is not null;

    /// <summary>All attributes that clients share, at one moment: those of this object alone are not among them.</summary>
    /// <param name="cancel">Cancels the call.</param>
    public async Task<IReadOnlyDictionary<string, object?>> ListAsync(CancellationToken cancel = default)
    {
        IReadOnlyDictionary<string, NamespaceValue> all = await Contract.ListAsync(cancel).ConfigureAwait(false);
        return all.ToDictionary(static one => one.Key, static one => NamespaceValues.Read(one.Key, one.Value), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override bool TryGetMember(GetMemberBinder binder, out object? result)
    {
        ArgumentNullException.ThrowIfNull(binder);
        result = IsOwn(binder.Name) ? Own(binder.Name) : NamespaceValues.Read(binder.Name, Found(binder.Name, Contract.Find(binder.Name)));
        return true;
    }

    /// <inheritdoc/>
    public override bool TrySetMember(SetMemberBinder binder, object? value)
    {
        ArgumentNullException.ThrowIfNull(binder);
        if (IsOwn(binder.Name)) _own[binder.Name] = value;
        else Contract.Set(binder.Name, NamespaceValues.Write(binder.Name, value));
        return true;
    }

    /// <inheritdoc/>
    public override bool TryDeleteMember(DeleteMemberBinder binder)
    {
        ArgumentNullException.ThrowIfNull(binder);
        if (!DeleteAsync(binder.Name).GetAwaiter().GetResult()) throw NotFound(binder.Name);
        return true;
    }

    /// <summary>The names that are this object's own: a debugger that asks makes no call.</summary>
    public override IEnumerable<string> GetDynamicMemberNames() => _own.Keys;

    private static bool IsOwn(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith('_');
    }

    private static T As<T>(string name, NamespaceValue value) => (T)NamespaceValues.Read(name, value, typeof(T))!;

    private static NamespaceValue Found(string name, NamespaceValue? value) => value ?? throw NotFound(name);

    private object? Own(string name) => _own.TryGetValue(name, out object? value) ? value : throw NotFound(name);

    private static KeyNotFoundException NotFound(string name) => new($"The namespace has no attribute {name}; {nameof(ListAsync)} says which it has.");
}
