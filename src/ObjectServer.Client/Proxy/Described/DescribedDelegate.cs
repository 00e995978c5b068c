using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// Delegates that the other side calls, which are known by its description alone. Any delegate of this side stands for one whose
/// parameters and result fit: one of the same type is passed as through a typed proxy; others, such as those that take
/// <see langword="dynamic"/>, are called as the description says. Calls may overlap.
/// </summary>
internal sealed class DescribedDelegate(SessionSide session, ContractDescription description)
{
    // The same model for the same type each time: by it a delegate that is passed twice is the same object. Weak keys: a type of an
    // assembly that can be unloaded takes its model with it.
    private readonly ConditionalWeakTable<Type, ContractModel> _models = [];

    /// <summary>Name of the other side's delegate type.</summary>
    public string Name => description.Name;

    /// <summary>The contract by which a delegate of that type is called.</summary>
    /// <exception cref="ArgumentException">It does not fit; the message says where.</exception>
    public ContractModel ContractOf(Type type) => TryContractOf(type, out ContractModel? contract, out string? reason)
        ? contract
        : throw new ArgumentException($"A {TypeNames.Of(type)} cannot be called as {Name}: {reason}.");

    /// <summary>The contract by which a delegate of that type is called; false, with the reason, when it does not fit.</summary>
    public bool TryContractOf(Type type, [NotNullWhen(true)] out ContractModel? contract, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        if (_models.TryGetValue(type, out contract)) return true;
        if (TryOwn(type) is { } own)
        {
            contract = _models.GetOrAdd(type, own);
            return true;
        }

        var reader = new DescribedDelegateReader(session, description.Members[0]);
        if (reader.TryRead(type, out ContractMember? member, out reason))
        {
            contract = _models.GetOrAdd(type, ContractModel.OfDescribed(type, description, member));
            return true;
        }

        return false;
    }

    // The two types are the same one: what it says by itself is all that is needed.
    private ContractModel? TryOwn(Type type)
    {
        if (TypeNames.Of(type) != description.Name) return null;
        try
        {
            var own = ContractModel.Of(type);
            return own.Fingerprint == description.Fingerprint ? own : null;
        }
        catch (InvalidContractException)
        {
            return null;
        }
    }
}
