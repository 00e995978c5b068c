using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>
/// How this side's version of a contract fits the server's. Members that only the server has do not count. A member whose signature
/// differs is a difference, and the object cannot be got; one that the server lacks altogether is missing, and fails when called.
/// </summary>
internal sealed class ContractComparison
{
    private const int MostCandidates = 8;

    private readonly ContractModel _mine;
    private readonly ContractDescription _theirs;
    private readonly HashSet<ContractMember> _missing = [];
    private readonly List<string> _differences = [];

    private ContractComparison(ContractModel mine, ContractDescription theirs)
    {
        _mine = mine;
        _theirs = theirs;
    }

    /// <summary>One sentence per difference, with both signatures. Empty when the object can be got.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>The members that the server lacks.</summary>
    public IReadOnlySet<ContractMember> Missing => _missing;

    /// <summary>Every member can be called.</summary>
    public bool IsComplete => _differences.Count == 0 && _missing.Count == 0;

    /// <summary>Compares <paramref name="mine"/> with what the server says of its contract.</summary>
    public static ContractComparison Compare(ContractModel mine, ContractDescription theirs)
    {
        var comparison = new ContractComparison(mine, theirs);
        if (mine.Fingerprint != theirs.Fingerprint)
            comparison.CompareMembers();
        return comparison;
    }

    /// <summary>Refuses the object if there are differences.</summary>
    /// <exception cref="ContractMismatchException">There are; it lists them all.</exception>
    public void ThrowIfDifferent()
    {
        if (_differences.Count > 0)
            throw new ContractMismatchException(_mine.Name, _differences);
    }

    /// <summary>Whether the server has <paramref name="member"/>.</summary>
    public bool Has(ContractMember member) => !_missing.Contains(member.Definition ?? member);

    /// <summary>Refuses a call of <paramref name="member"/> if the server lacks it.</summary>
    /// <exception cref="MemberNotFoundException">It does.</exception>
    public void Demand(ContractMember member)
    {
        if (_missing.Contains(member.Definition ?? member))
            throw NotFound(member);
    }

    /// <summary>The error for a call of a missing member: names what the server's contract has, nearest first.</summary>
    public MemberNotFoundException NotFound(ContractMember member)
    {
        IEnumerable<string> nearest = _theirs.Members
            .OrderBy(theirs => NearestNames.Distance(member.Name, theirs.Name))
            .ThenBy(theirs => NearestNames.Distance(member.Signature, theirs.Signature))
            .ThenBy(theirs => theirs.Signature, StringComparer.Ordinal)
            .Select(theirs => theirs.Signature)
            .Distinct(StringComparer.Ordinal)
            .Take(MostCandidates);
        string[] candidates = [.. nearest];
        bool isReadOnly = member.Kind == MemberKind.Setter && _theirs.Members.Any(theirs =>
            theirs.Kind == MemberKind.Getter && theirs.Name == member.Name && theirs.Parameters.Count == member.Parameters.Count - 1);
        return isReadOnly
            ? new MemberNotFoundException(
                $"{member.Name} can only be read: the server's version of {_mine.Name} has no setter for it. Nothing was written.",
                _mine.Name,
                member.Signature,
                candidates,
                innerException: null)
            : new MemberNotFoundException(_mine.Name, member.Signature, candidates);
    }

    private void CompareMembers()
    {
        HashSet<ulong> theirIds = [.. _theirs.Members.Select(member => member.Id)];
        ContractMember[] lacking = [.. _mine.Members.Where(member => !theirIds.Contains(member.Id))];
        if (lacking.Length > 0 && lacking.Length == _mine.Members.Count && _mine.Name != _theirs.Name)
        {
            _differences.Add($"The object's contract is {_theirs.Name}, which has no member in common with {_mine.Name}.");
            return;
        }

        ILookup<(string, string), MemberDescription> onlyTheirs = _theirs.Members
            .Where(member => !_mine.TryGetMember(member.Id, out _))
            .ToLookup(member => (member.DeclaringInterface, member.Name));
        foreach (ContractMember member in lacking)
            CompareSignatures(member, [.. onlyTheirs[(TypeNames.Of(member.DeclaringInterface), member.Name)]]);
    }

    private void CompareSignatures(ContractMember member, MemberDescription[] others)
    {
        if (others.Length == 0)
        {
            _missing.Add(member);
            return;
        }

        MemberDescription[] sameKind = [.. others.Where(other => other.Kind == member.Kind)];
        IEnumerable<string> signatures = (sameKind.Length > 0 ? sameKind : others).Select(other => other.Signature);
        _differences.Add($"{member.Signature} is {string.Join(" and ", signatures)} on the server.");
    }
}
