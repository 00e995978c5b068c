using ObjectServer.Client.Proxy;
using ObjectServer.Client.Session;
using ObjectServer.Contract;

namespace ObjectServer.Client;

/// <content>Reading an object at once, and calls that are made together.</content>
public sealed partial class ObjectClient
{
    /// <summary>
    /// Copies the properties of an object, in one round trip: those that can be read and have no keys. No other call of a serialized object comes between them, and the snapshot takes its turn among the calls of this client; where all the getters
    /// are read-only members it runs beside others of them. Of a concurrent object each value is copied as it is at its moment. Shared
    /// objects among the values are proxies.
    /// </summary>
    /// <typeparam name="T">A contract of the object's.</typeparam>
    /// <param name="proxy">A proxy of this client.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>
    /// An object of this process whose properties have the copied values, and whose other members throw <see cref="NotSupportedException"/>. It
    /// is an <see cref="IObjectSnapshot"/>, too.
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="proxy"/> is not a proxy of this client, or has no contract.</exception>
    /// <exception cref="InvalidOperationException">A property threw; the message names it, and what it threw is inside.</exception>
    /// <exception cref="ObjectGoneException">The object has gone, or the proxy is released.</exception>
    public async Task<T> SnapshotAsync<T>(T proxy, CancellationToken cancel = default)
        where T : class
    {
        if (Elsewhere(proxy, out SharedProxy own) is { } other) return await other.SnapshotAsync(proxy, cancel).ConfigureAwait(false);
        ContractModel contract = own.Handle.Remote.Model
            ?? throw new ArgumentException($"{own} is a dynamic proxy: a snapshot of it is taken by {nameof(SnapshotDynamicAsync)}.", nameof(proxy));
        return await ((ClientSession)own.Handle.Session).Snapshots.TakeAsync(own, contract, cancel).ConfigureAwait(false) as T
            ?? throw new ArgumentException($"{typeof(T)} is not a contract of {own}.", nameof(proxy));
    }

    /// <summary>Copies the properties of an object as <see cref="SnapshotAsync"/> does, by their names, for callers that have no contract.</summary>
    /// <param name="proxy">A proxy of this client, dynamic or not; of a <see langword="dynamic"/> write <c>(object)d</c>.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>The values by the names of their properties, as <see cref="GetDynamicAsync"/> reads them.</returns>
    /// <inheritdoc cref="SnapshotAsync" path="/exception"/>
    public Task<IReadOnlyDictionary<string, object?>> SnapshotDynamicAsync(object proxy, CancellationToken cancel = default) =>
        Elsewhere(proxy, out SharedProxy own) is { } other ? other.SnapshotDynamicAsync(proxy, cancel) : ((ClientSession)own.Handle.Session).Snapshots.TakeAsync(own, cancel);

    /// <summary>
    /// Begins a batch: calls of this client's proxies that go to the server together. They are added to it by <c>Add</c>, and made by
    /// <see cref="ObjectBatch.RunAsync"/>; nothing is sent before.
    /// </summary>
    /// <param name="options">How they run; null for the defaults.</param>
    public ObjectBatch Batch(BatchOptions? options = null) => new(Session, options ?? new BatchOptions());
}
