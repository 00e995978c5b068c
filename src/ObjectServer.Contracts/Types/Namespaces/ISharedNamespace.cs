using ObjectServer.Contract;

namespace ObjectServer;

/// <summary>
/// Attributes by name, each of which has a value of any kind. Names that begin with an underscore are the client's own and never come here. Calls may
/// overlap; each acts at one moment. A client uses it as <c>SharedNamespace</c>, which is <c>dynamic</c>.
/// </summary>
[SharedContract]
[LibraryContract("SharedNamespace")]
public interface ISharedNamespace
{
    /// <summary>How many attributes there are.</summary>
    int Count { get; }

    /// <summary>Reads an attribute; null when there is none of that name.</summary>
    NamespaceValue? Find(string name);

    /// <summary>Reads an attribute; null when there is none of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Cancels the call.</param>
    Task<NamespaceValue?> FindAsync(string name, CancellationToken cancel = default);

    /// <summary>Writes an attribute, whether it was there or not.</summary>
    /// <inheritdoc cref="SetAsync"/>
    void Set(string name, NamespaceValue value);

    /// <summary>Writes an attribute, whether it was there or not.</summary>
    /// <param name="name">Its name: from 1 to 256 characters, the first one no underscore.</param>
    /// <param name="value">Its value.</param>
    /// <param name="cancel">Cancels the call; the attribute may have been written all the same.</param>
    /// <exception cref="ArgumentException">The name cannot be one, or the value is no JSON or of no kind.</exception>
    /// <exception cref="LimitExceededException">There are 10,000 attributes already.</exception>
    Task SetAsync(string name, NamespaceValue value, CancellationToken cancel = default);

    /// <summary>Takes an attribute away.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Cancels the call; the attribute may be gone all the same.</param>
    /// <returns>False when there was none of that name.</returns>
    Task<bool> DeleteAsync(string name, CancellationToken cancel = default);

    /// <summary>All attributes at one moment, by name.</summary>
    /// <param name="cancel">Cancels the call.</param>
    Task<IReadOnlyDictionary<string, NamespaceValue>> ListAsync(CancellationToken cancel = default);
}
