using System.Collections.Concurrent;
using ObjectServer.Client.Proxy.Described;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>What the server has said of its contracts, and how the client's compare. Bounded by the server's own contracts.</summary>
internal sealed class ContractTable
{
    private readonly ConcurrentDictionary<ulong, ContractDescription> _descriptions = new();
    private readonly ConcurrentDictionary<ulong, DescribedContract> _described = new();
    private readonly ConcurrentDictionary<ulong, DescribedDelegate> _delegates = new();
    private readonly ConcurrentDictionary<(ContractModel Model, ulong Fingerprint), RemoteContract> _remotes = new();

    /// <summary>The server describes a contract.</summary>
    public void Add(ContractDescription description) => _descriptions[description.Fingerprint] = description;

    /// <summary>What the server has said of a contract; null when it has not.</summary>
    public ContractDescription? Find(ulong fingerprint) => _descriptions.GetValueOrDefault(fingerprint);

    /// <summary>The fingerprint by which the server knows a contract of the client's; the client's own if the server has said nothing of it.</summary>
    /// <exception cref="ContractMismatchException">A signature differs; all differences are listed.</exception>
    public ulong FingerprintOf(ContractModel model)
    {
        if (_descriptions.ContainsKey(model.Fingerprint)) return model.Fingerprint;
        foreach (ContractDescription theirs in _descriptions.Values)
        {
            if (theirs.Name != model.Name) continue;
            _ = Compare(model, theirs.Fingerprint);
            return theirs.Fingerprint;
        }

        return model.Fingerprint;
    }

    /// <summary>A contract that is used by its description alone; null when the server has not described it.</summary>
    public DescribedContract? Described(SessionSide session, ulong fingerprint)
    {
        if (_described.TryGetValue(fingerprint, out DescribedContract? known)) return known;
        return Find(fingerprint) is { } description ? _described.GetOrAdd(fingerprint, new DescribedContract(session, description)) : null;
    }

    /// <summary>The delegates of a description: the same for each parameter that takes them.</summary>
    public DescribedDelegate Delegates(SessionSide session, ContractDescription description) =>
        _delegates.GetOrAdd(description.Fingerprint, static (_, given) => new DescribedDelegate(given.session, given.description), (session, description));

    /// <summary>The client's contract beside the server's of that fingerprint.</summary>
    /// <exception cref="ContractMismatchException">A signature differs; all differences are listed.</exception>
    public RemoteContract Compare(ContractModel model, ulong fingerprint)
    {
        if (_remotes.TryGetValue((model, fingerprint), out RemoteContract? known)) return known;
        ContractComparison? comparison = null;
        if (fingerprint != model.Fingerprint)
        {
            // Not described: the reference came from elsewhere, and the first call of a member that is not there will say so.
            if (!_descriptions.TryGetValue(fingerprint, out ContractDescription? theirs)) return new RemoteContract(model.Name, null) { Model = model };
            comparison = ContractComparison.Compare(model, theirs);
            comparison.ThrowIfDifferent();
        }

        return _remotes.GetOrAdd((model, fingerprint), static (key, comparison) => new RemoteContract(key.Model.Name, comparison) { Model = key.Model }, comparison);
    }
}
