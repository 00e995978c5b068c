using System.Collections.Concurrent;
using ObjectServer.Client.Proxy.Described;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// What the other side has said of its contracts, and how this side's compare. Bounded, whatever the other side says. One reader adds;
/// look-ups may overlap.
/// </summary>
internal sealed class ContractTable
{
    /// <summary>How many contracts one side may tell the other one of.</summary>
    public const int Most = 4096;

    /// <summary>How long the descriptions of all of them may be together.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    private long _bytes;

    private readonly ConcurrentDictionary<ulong, ContractDescription> _descriptions = new();
    private readonly ConcurrentDictionary<ulong, DescribedContract> _described = new();
    private readonly ConcurrentDictionary<ulong, DescribedDelegate> _delegates = new();
    private readonly ConcurrentDictionary<(ContractModel Model, ulong Fingerprint), RemoteContract> _remotes = new();

    /// <summary>The other side describes a contract. What it has said of one before holds.</summary>
    /// <exception cref="ProtocolException">It describes more than it may.</exception>
    public void Add(ContractDescription description)
    {
        if (_descriptions.ContainsKey(description.Fingerprint)) return;
        _bytes += description.CalculateSize();
        if (_descriptions.Count >= Most || _bytes > MostBytes)
            throw new ProtocolException($"More than {Most} contracts, or {MostBytes} bytes of them, were described in one session.");
        _descriptions[description.Fingerprint] = description;
    }

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
