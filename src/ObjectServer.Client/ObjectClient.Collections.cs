namespace ObjectServer.Client;

/// <content>Collections that clients share.</content>
public sealed partial class ObjectClient
{
    /// <summary>Creates a list that many clients change.</summary>
    /// <typeparam name="T">The type of its elements: immutable, such as a number, a text or a record that the server knows; or a contract.</typeparam>
    /// <param name="items">The first elements; null for none.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentException">Elements of this type can be changed without anybody seeing it; the message says what to use.</exception>
    /// <exception cref="TypeNotRegisteredException">The server does not allow the type.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    /// <exception cref="LimitExceededException">There are more elements than the server allows.</exception>
    public Task<ISharedList<T>> CreateListAsync<T>(IEnumerable<T>? items = null, string? name = null, CancellationToken cancel = default) =>
        CreateAsync<ISharedList<T>>(Elements(items), new CreateOptions { Name = name }, cancel);

    /// <summary>Finds a named list, or creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="items">The first elements, if it is created; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <inheritdoc cref="CreateListAsync{T}(IEnumerable{T}, string, CancellationToken)" path="/typeparam"/>
    /// <inheritdoc cref="CreateListAsync{T}(IEnumerable{T}, string, CancellationToken)" path="/exception[position() &lt; 3]"/>
    /// <exception cref="ContractMismatchException">The object of that name is no list of this type.</exception>
    public Task<ISharedList<T>> GetOrCreateListAsync<T>(string name, IEnumerable<T>? items = null, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedList<T>>(name, Elements(items), cancel: cancel);

    /// <summary>Creates a set that many clients change.</summary>
    /// <param name="items">The first elements; null for none.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <inheritdoc cref="CreateListAsync{T}(IEnumerable{T}, string, CancellationToken)" path="/typeparam"/>
    /// <inheritdoc cref="CreateListAsync{T}(IEnumerable{T}, string, CancellationToken)" path="/exception"/>
    public Task<ISharedSet<T>> CreateSetAsync<T>(IEnumerable<T>? items = null, string? name = null, CancellationToken cancel = default) =>
        CreateAsync<ISharedSet<T>>(Elements(items), new CreateOptions { Name = name }, cancel);

    /// <summary>Finds a named set, or creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="items">The first elements, if it is created; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <inheritdoc cref="CreateListAsync{T}(IEnumerable{T}, string, CancellationToken)" path="/typeparam"/>
    /// <inheritdoc cref="CreateListAsync{T}(IEnumerable{T}, string, CancellationToken)" path="/exception[position() &lt; 3]"/>
    /// <exception cref="ContractMismatchException">The object of that name is no set of this type.</exception>
    public Task<ISharedSet<T>> GetOrCreateSetAsync<T>(string name, IEnumerable<T>? items = null, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedSet<T>>(name, Elements(items), cancel: cancel);

    /// <summary>Creates a dictionary that many clients change.</summary>
    /// <typeparam name="TKey">The type of its keys: immutable, such as a number, a text or a record that the server knows; or a contract.</typeparam>
    /// <typeparam name="TValue">The type of its values: as for keys.</typeparam>
    /// <param name="items">The first keys with their values; null for none.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentException">
    /// Keys or values of this type can be changed without anybody seeing it; the message says what to use. Or a key is given twice.
    /// </exception>
    /// <exception cref="TypeNotRegisteredException">The server does not allow one of the types.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    /// <exception cref="LimitExceededException">There are more keys than the server allows.</exception>
    public Task<ISharedDictionary<TKey, TValue>> CreateDictionaryAsync<TKey, TValue>(
        IEnumerable<KeyValuePair<TKey, TValue>>? items = null, string? name = null, CancellationToken cancel = default)
        where TKey : notnull => CreateAsync<ISharedDictionary<TKey, TValue>>(Elements(items), new CreateOptions { Name = name }, cancel);

    /// <summary>Finds a named dictionary, or creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="items">The first keys with their values, if it is created; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <inheritdoc cref="CreateDictionaryAsync{TKey, TValue}" path="/typeparam"/>
    /// <inheritdoc cref="CreateDictionaryAsync{TKey, TValue}" path="/exception[position() &lt; 3]"/>
    /// <exception cref="ContractMismatchException">The object of that name is no dictionary of these types.</exception>
    public Task<ISharedDictionary<TKey, TValue>> GetOrCreateDictionaryAsync<TKey, TValue>(
        string name, IEnumerable<KeyValuePair<TKey, TValue>>? items = null, CancellationToken cancel = default)
        where TKey : notnull => GetOrCreateAsync<ISharedDictionary<TKey, TValue>>(name, Elements(items), cancel: cancel);

    private static object?[] Elements<T>(IEnumerable<T>? items) => items is null ? [] : [items as T[] ?? [.. items]];
}
