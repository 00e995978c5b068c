using System.Reflection;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Client.Session;

/// <summary>A handler that was added to an event. It is taken from it as any other call would do: when the object lets it in.</summary>
internal sealed class Subscription(SharedObject target, ContractMember member, Delegate handler) : GatedCall, IThreadPoolWorkItem
{
    /// <summary>The call that adds the handler, as long as it is under way; null when the handler has been added.</summary>
    public SessionCall? Adding { get; set; }

    /// <inheritdoc/>
    public override bool IsAbandoned => false;

    /// <inheritdoc/>
    public override bool IsOwn => true;

    /// <inheritdoc/>
    public override string Errand => $"the end of a subscription to {member.Name}";

    /// <summary>Whether the other one is of the same handler and event.</summary>
    public bool IsSame(Subscription other) => other.Target == Target && other.Event == Event && other.Handler.Equals(Handler);

    private SharedObject Target => target;

    private (Type Declaring, string Name) Event => (member.DeclaringInterface, member.Name);

    private Delegate Handler => handler;

    /// <summary>Takes the handler from the event.</summary>
    public void End()
    {
        if (!target.TryPin()) return;
        if (target.Gate is not { } gate || gate.TryEnter(this)) Start();
    }

    /// <inheritdoc/>
    public override void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <inheritdoc/>
    public override void Refuse(LimitExceededException reason) => throw new InvalidOperationException("What must end always waits its turn.", reason);

    /// <inheritdoc/>
    public void Execute()
    {
        try
        {
            member.DeclaringInterface.GetEvent(member.Name)!.GetRemoveMethod()!.Invoke(target.Instance, [handler]);
        }
        catch (TargetInvocationException)
        {
            // The object's own accessor failed: there is nobody left to tell.
        }
        finally
        {
            target.Gate?.Exit(this);
            target.Unpin();
        }
    }
}
