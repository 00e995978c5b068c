namespace ObjectServer.Client;

/// <content>Queues, topics and namespaces.</content>
public sealed partial class ObjectClient
{
    /// <summary>Creates a queue.</summary>
    /// <typeparam name="T">The type of its items: immutable, such as a number, a text or a record that the server knows; or a contract.</typeparam>
    /// <param name="capacity">How many items it has room for; 0 for as many as the server allows (<c>ObjectServerOptions.MaxQueueItems</c>).</param>
    /// <param name="order">Which item is got next.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentException">Items of this type can be changed without anybody seeing it; the message says what to use.</exception>
    /// <exception cref="LimitExceededException">The server does not allow so much room.</exception>
    /// <exception cref="TypeNotRegisteredException">The server does not allow the type.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public Task<ISharedQueue<T>> CreateQueueAsync<T>(
        int capacity = 0, QueueOrder order = QueueOrder.FirstInFirstOut, string? name = null, CancellationToken cancel = default) =>
        CreateAsync<ISharedQueue<T>>([capacity, order], new CreateOptions { Name = name }, cancel);

    /// <summary>Finds a named queue, or creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="capacity">If it is created: how many items it has room for; 0 for as many as the server allows.</param>
    /// <param name="order">If it is created: which item is got next.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <inheritdoc cref="CreateQueueAsync{T}" path="/typeparam"/>
    /// <inheritdoc cref="CreateQueueAsync{T}" path="/exception[position() &lt; 4]"/>
    /// <exception cref="ContractMismatchException">The object of that name is no queue of this type.</exception>
    public Task<ISharedQueue<T>> GetOrCreateQueueAsync<T>(
        string name, int capacity = 0, QueueOrder order = QueueOrder.FirstInFirstOut, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedQueue<T>>(name, [capacity, order], cancel: cancel);

    /// <summary>Creates a topic, to which many publish and many subscribe.</summary>
    /// <typeparam name="T">The type of its items: immutable, such as a number, a text or a record that the server knows; or a contract.</typeparam>
    /// <param name="capacity">How many items it keeps for subscribers that are slower; 0 for 1,024.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <inheritdoc cref="CreateQueueAsync{T}" path="/exception"/>
    public Task<ISharedTopic<T>> CreateTopicAsync<T>(int capacity = 0, string? name = null, CancellationToken cancel = default) =>
        CreateAsync<ISharedTopic<T>>([capacity], new CreateOptions { Name = name }, cancel);

    /// <summary>Finds a named topic, or creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="capacity">If it is created: how many items it keeps for subscribers that are slower; 0 for 1,024.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <inheritdoc cref="CreateTopicAsync{T}" path="/typeparam"/>
    /// <inheritdoc cref="CreateQueueAsync{T}" path="/exception[position() &lt; 4]"/>
    /// <exception cref="ContractMismatchException">The object of that name is no topic of this type.</exception>
    public Task<ISharedTopic<T>> GetOrCreateTopicAsync<T>(string name, int capacity = 0, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedTopic<T>>(name, [capacity], cancel: cancel);

    /// <summary>Creates a namespace: attributes that all clients share.</summary>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public async Task<SharedNamespace> CreateNamespaceAsync(string? name = null, CancellationToken cancel = default) =>
        new(await CreateAsync<ISharedNamespace>([], new CreateOptions { Name = name }, cancel).ConfigureAwait(false));

    /// <summary>Finds a named namespace, or creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ContractMismatchException">The object of that name is no namespace.</exception>
    public async Task<SharedNamespace> GetOrCreateNamespaceAsync(string name, CancellationToken cancel = default) =>
        new(await GetOrCreateAsync<ISharedNamespace>(name, [], cancel: cancel).ConfigureAwait(false));

    /// <summary>Finds a named namespace.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ObjectNotFoundException">There is none of that name.</exception>
    /// <exception cref="ContractMismatchException">The object of that name is no namespace.</exception>
    public async Task<SharedNamespace> GetNamespaceAsync(string name, CancellationToken cancel = default) =>
        new(await GetAsync<ISharedNamespace>(name, cancel).ConfigureAwait(false));
}
