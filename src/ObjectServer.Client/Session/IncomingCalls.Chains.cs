using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Client.Session;

/// <content>What a call may not do because of the calls that stand above it.</content>
internal sealed partial class IncomingCalls
{
    /// <summary>Why a chain may not call an object; null when it may.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="depth">How many of its calls stand above this one.</param>
    /// <param name="target">The object.</param>
    /// <param name="what">What is called, for messages.</param>
    public static Exception? Refusal(ulong chain, uint depth, SharedObject target, object what)
    {
        if (depth > MaxDepth) return new LimitExceededException("the depth of a chain of calls", MaxDepth, depth, $"The chain that called {what}");

        // It might wait for one that waits for the batch.
        if (!BatchChain.Is(chain) || target.Gate is not { } gate || gate.Holds(chain)) return null;
        return new InvalidOperationException(
            $"A member that runs in an atomic batch called {what} of the object {target.Id}{(target.Name is { } name ? $" (\"{name}\")" : "")}, which is serialized "
            + "and not in the batch. Have the batch enter it, by a call of it among its own; or make the call outside of a batch.");
    }
}
