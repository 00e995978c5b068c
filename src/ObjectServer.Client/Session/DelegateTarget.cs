using ObjectServer.Contract;

namespace ObjectServer.Client.Session;

/// <summary>
/// A delegate of this side as an object that the other side calls. Two of the same delegate, or of equal ones, are the same object, so that
/// a handler is found again when it is to be taken from its event.
/// </summary>
/// <param name="Handler">The delegate.</param>
/// <param name="Source">The object whose event it handles; null for one that was passed as an argument.</param>
/// <param name="Described">How it is called, where its own type does not say so: as two types of the other side's it is two objects.</param>
internal sealed record DelegateTarget(Delegate Handler, EventSource? Source = null, ContractModel? Described = null)
{
    /// <summary>Who raises the event: the proxy of it; null when there is none.</summary>
    public object? Sender => Source?.Proxy;
}
