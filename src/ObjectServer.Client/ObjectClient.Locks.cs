using ObjectServer.Locks;

namespace ObjectServer.Client;

/// <content>Locks, and other objects by which clients wait for each other.</content>
public sealed partial class ObjectClient
{
    /// <summary>Creates a lock.</summary>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="owned">It belongs to who has acquired it, and is given back when that dies; false for one that anybody may release.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public Task<ISharedLock> CreateLockAsync(string? name = null, bool owned = true, CancellationToken cancel = default) =>
        CreateAsync<ISharedLock>([owned], Named(name), cancel);

    /// <summary>Finds a named lock, or creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="owned">As for <see cref="CreateLockAsync"/>, if it is created.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ContractMismatchException">The object of that name is something else.</exception>
    public Task<ISharedLock> GetOrCreateLockAsync(string name, bool owned = true, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedLock>(name, [owned], cancel: cancel);

    /// <summary>Creates a lock that its owner may acquire again while he has it.</summary>
    /// <inheritdoc cref="CreateLockAsync"/>
    public Task<ISharedReentrantLock> CreateReentrantLockAsync(string? name = null, CancellationToken cancel = default) =>
        CreateAsync<ISharedReentrantLock>([], Named(name), cancel);

    /// <summary>Finds a named reentrant lock, or creates it.</summary>
    /// <inheritdoc cref="GetOrCreateLockAsync"/>
    public Task<ISharedReentrantLock> GetOrCreateReentrantLockAsync(string name, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedReentrantLock>(name, [], cancel: cancel);

    /// <summary>Creates a lock that many have to read, or one to write.</summary>
    /// <inheritdoc cref="CreateLockAsync"/>
    public Task<ISharedReaderWriterLock> CreateReaderWriterLockAsync(string? name = null, CancellationToken cancel = default) =>
        CreateAsync<ISharedReaderWriterLock>([], Named(name), cancel);

    /// <summary>Finds a named reader-writer lock, or creates it.</summary>
    /// <inheritdoc cref="GetOrCreateLockAsync"/>
    public Task<ISharedReaderWriterLock> GetOrCreateReaderWriterLockAsync(string name, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedReaderWriterLock>(name, [], cancel: cancel);

    /// <summary>Creates a semaphore.</summary>
    /// <param name="permits">How many permits there are at first; none or more.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="bounded">There may never be more permits.</param>
    /// <param name="owned">A permit belongs to who has acquired it, and comes back when that dies; false for permits that anybody may release.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="permits"/> is negative.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public Task<ISharedSemaphore> CreateSemaphoreAsync(int permits, string? name = null, bool bounded = false, bool owned = true, CancellationToken cancel = default) =>
        CreateAsync<ISharedSemaphore>([permits, bounded, owned], Named(name), cancel);

    /// <summary>Finds a named semaphore, or creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="permits">As for <see cref="CreateSemaphoreAsync"/>, if it is created; so are the others.</param>
    /// <param name="bounded">There may never be more permits.</param>
    /// <param name="owned">A permit belongs to who has acquired it.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ContractMismatchException">The object of that name is something else.</exception>
    public Task<ISharedSemaphore> GetOrCreateSemaphoreAsync(string name, int permits, bool bounded = false, bool owned = true, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedSemaphore>(name, [permits, bounded, owned], cancel: cancel);

    /// <summary>Creates an event.</summary>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="set">Whether it is set at first.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public Task<ISharedEvent> CreateEventAsync(string? name = null, bool set = false, CancellationToken cancel = default) =>
        CreateAsync<ISharedEvent>([set], Named(name), cancel);

    /// <summary>Finds a named event, or creates one that is not set.</summary>
    /// <inheritdoc cref="GetOrCreateLockAsync"/>
    public Task<ISharedEvent> GetOrCreateEventAsync(string name, CancellationToken cancel = default) => GetOrCreateAsync<ISharedEvent>(name, [false], cancel: cancel);

    /// <summary>Creates a condition.</summary>
    /// <param name="taken">The lock that who waits gives up meanwhile, of this server; null for a new reentrant one (<see cref="ISharedCondition.Lock"/>).</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public Task<ISharedCondition> CreateConditionAsync(ISharedLock? taken = null, string? name = null, CancellationToken cancel = default) =>
        CreateAsync<ISharedCondition>([taken], Named(name), cancel);

    /// <summary>Finds a named condition, or creates one with a new reentrant lock.</summary>
    /// <inheritdoc cref="GetOrCreateLockAsync"/>
    public Task<ISharedCondition> GetOrCreateConditionAsync(string name, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedCondition>(name, [null], cancel: cancel);

    /// <summary>Creates a barrier.</summary>
    /// <param name="parties">How many must come; at least one.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="action">What is done once per passage, before anybody goes on; null for nothing. A client that has it must stay.</param>
    /// <param name="timeout">How long each waits that does not say so; null for any time.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parties"/> is less than one, or more than may wait (<c>ObjectServerOptions.MaxWaitingCalls</c>).</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public Task<ISharedBarrier> CreateBarrierAsync(int parties, string? name = null, IBarrierAction? action = null, TimeSpan? timeout = null, CancellationToken cancel = default) =>
        CreateAsync<ISharedBarrier>([parties, action, timeout], Named(name), cancel);

    /// <inheritdoc cref="CreateBarrierAsync(int, string, IBarrierAction, TimeSpan?, CancellationToken)"/>
    public Task<ISharedBarrier> CreateBarrierAsync(
        int parties, Func<CancellationToken, Task> action, string? name = null, TimeSpan? timeout = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return CreateBarrierAsync(parties, name, new BarrierDelegate(action), timeout, cancel);
    }

    /// <summary>Finds a named barrier, or creates one without an action.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parties">How many must come, if it is created.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ContractMismatchException">The object of that name is something else.</exception>
    public Task<ISharedBarrier> GetOrCreateBarrierAsync(string name, int parties, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedBarrier>(name, [parties, null, null], cancel: cancel);

    /// <summary>Creates a countdown.</summary>
    /// <param name="count">How many signals are to come; none or more.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public Task<ISharedCountdown> CreateCountdownAsync(int count, string? name = null, CancellationToken cancel = default) =>
        CreateAsync<ISharedCountdown>([count], Named(name), cancel);

    /// <summary>Finds a named countdown, or creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">How many signals are to come, if it is created.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ContractMismatchException">The object of that name is something else.</exception>
    public Task<ISharedCountdown> GetOrCreateCountdownAsync(string name, int count, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedCountdown>(name, [count], cancel: cancel);

    private static CreateOptions Named(string? name) => new() { Name = name };
}
