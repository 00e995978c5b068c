using System.Collections.ObjectModel;
using Castle.DynamicProxy;
using ObjectServer.Client.Proxy;
using ObjectServer.Client.Proxy.Described;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Client.Snapshots;

/// <summary>Takes snapshots of the objects of a session. Calls may overlap.</summary>
/// <param name="session">The session.</param>
internal sealed class SnapshotRequests(ClientSession session)
{
    private static readonly ProxyGenerationOptions Options = new() { BaseTypeForInterfaceProxy = typeof(SnapshotCopy) };

    /// <summary>Takes one that implements the contract of the proxy.</summary>
    public async Task<SnapshotCopy> TakeAsync(SharedProxy proxy, ContractModel contract, CancellationToken cancel)
    {
        var form = SnapshotForm.Of(contract);
        IReadOnlyList<ContractMember> getters = Known(form, proxy.Handle.Remote);
        object?[] values = await ReadAsync(proxy, getters, cancel).ConfigureAwait(false);
        SnapshotCopy copy = ProxyFactory.Create<SnapshotCopy>(contract, Options, form.Interceptor);
        copy.Fill(proxy.Handle, getters, values);
        return copy;
    }

    /// <summary>Takes one by the names of the properties, of a proxy of either kind.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> TakeAsync(SharedProxy proxy, CancellationToken cancel)
    {
        IReadOnlyList<ContractMember> getters = proxy is DynamicProxy dynamic
            ? dynamic.Contract.PlainGetters
            : Known(SnapshotForm.Of(proxy.Handle.Remote.Model!), proxy.Handle.Remote);
        return ByName(getters.Select(getter => getter.Name), await ReadAsync(proxy, getters, cancel).ConfigureAwait(false));
    }

    /// <summary>Values by name; of those that have the same name, the first.</summary>
    public static IReadOnlyDictionary<string, object?> ByName(IEnumerable<string> names, object?[] values)
    {
        var byName = new OrderedDictionary<string, object?>(values.Length, StringComparer.Ordinal);
        foreach ((string name, object? value) in names.Zip(values)) byName.TryAdd(name, value);
        return new ReadOnlyDictionary<string, object?>(byName);
    }

    private static IReadOnlyList<ContractMember> Known(SnapshotForm form, RemoteContract remote) =>
        remote.Comparison is { IsComplete: false } comparison ? [.. form.Getters.Where(comparison.Has)] : form.Getters;

    private async Task<object?[]> ReadAsync(SharedProxy proxy, IReadOnlyList<ContractMember> getters, CancellationToken cancel)
    {
        if (proxy.Handle.IsReleased) throw proxy.Handle.Gone();
        if (proxy.Limit is { Fence: not null }) throw new NotSupportedException($"{proxy} is guarded by a lock, which a snapshot cannot be: read its properties.");
        var asked = new SnapshotObject { Object = proxy.Handle.Reference.ObjectId };
        asked.Members.AddRange(getters.Select(getter => getter.Id));
        var codec = new SnapshotCodec([.. getters.Select(getter => (getter.Name, getter.ResultCodec!))]);
        try
        {
            return await ChainedRequest.SendAsync(
                session, new Request { Snapshot = asked }, codec, $"A snapshot of {proxy.Handle.Remote.Name}", sent: null, cancel, proxy.Limit?.Timeout).ConfigureAwait(false);
        }
        finally
        {
            // Were it collected before the request is sent, its release would go first.
            GC.KeepAlive(proxy);
        }
    }
}
