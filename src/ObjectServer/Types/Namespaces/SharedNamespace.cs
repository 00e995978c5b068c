using System.Text;
using System.Text.Json;
using ObjectServer.Contract;
using ObjectServer.Values.Structured;

namespace ObjectServer.Types.Namespaces;

/// <inheritdoc cref="ISharedNamespace"/>
internal sealed class SharedNamespace : ISharedNamespace, ILibraryObject
{
    private const int MostAttributes = 10_000;
    private const int MostNameChars = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, NamespaceValue> _attributes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_gate) return _attributes.Count;
        }
    }

    /// <inheritdoc/>
    public NamespaceValue? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_gate) return _attributes.TryGetValue(name, out NamespaceValue value) ? value : null;
    }

    /// <inheritdoc/>
    public Task<NamespaceValue?> FindAsync(string name, CancellationToken cancel = default) => Task.FromResult(Find(name));

    /// <inheritdoc/>
    public void Set(string name, NamespaceValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > MostNameChars || name[0] == '_')
        {
            throw new ArgumentException(
                $"\"{(name.Length <= MostNameChars ? name : name[..MostNameChars] + "…")}\" cannot be an attribute of a shared namespace: a name has from 1 to {MostNameChars} characters, and the first "
                + "one is no underscore. What begins with one stays at the client.",
                nameof(name));
        }

        Demand(value);
        lock (_gate)
        {
            if (_attributes.Count >= MostAttributes && !_attributes.ContainsKey(name))
                throw new LimitExceededException("the number of attributes of a SharedNamespace", MostAttributes, _attributes.Count + 1L, "The namespace");
            _attributes[name] = value;
        }
    }

    /// <inheritdoc/>
    public Task SetAsync(string name, NamespaceValue value, CancellationToken cancel = default)
    {
        Set(name, value);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string name, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_gate) return Task.FromResult(_attributes.Remove(name));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, NamespaceValue>> ListAsync(CancellationToken cancel = default)
    {
        lock (_gate) return Task.FromResult<IReadOnlyDictionary<string, NamespaceValue>>(new Dictionary<string, NamespaceValue>(_attributes, StringComparer.Ordinal));
    }

    // What one client writes, all others must be able to read. A value is looked at, and never made here.
    private static void Demand(NamespaceValue value)
    {
        if (!Enum.IsDefined(value.Kind)) throw new ArgumentException($"{value.Kind} is no kind of values that this server knows.", nameof(value));
        ArgumentNullException.ThrowIfNull(value.Json, nameof(value));
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value.Json), JsonOptions.Reader);
            while (reader.Read())
            {
            }
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The value is no JSON: {e.Message}", nameof(value), e);
        }
    }
}
