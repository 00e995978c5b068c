namespace Grpc.Core;

/// <summary>What of a call being served is to hold for the calls it makes in turn.</summary>
public class ContextPropagationOptions
{
    /// <summary>Both the deadline and the cancellation.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Makes options.</summary>
    /// <param name="propagateDeadline">Whether the deadline holds.</param>
    /// <param name="propagateCancellation">Whether the cancellation holds.</param>
    public ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
    {
        IsPropagateDeadline = propagateDeadline;
        IsPropagateCancellation = propagateCancellation;
    }

    /// <summary>Whether the deadline holds.</summary>
    public bool IsPropagateDeadline { get; }

    /// <summary>Whether the cancellation holds.</summary>
    public bool IsPropagateCancellation { get; }
}
