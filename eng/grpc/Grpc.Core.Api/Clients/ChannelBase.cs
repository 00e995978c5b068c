namespace Grpc.Core;

/// <summary>A connection to a server, or to several, over which clients call. Safe for concurrent use; whoever made it ends it.</summary>
public abstract class ChannelBase
{
    /// <summary>Makes a channel.</summary>
    /// <param name="target">What the channel leads to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="target"/> is null.</exception>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>What the channel leads to.</summary>
    public string Target { get; }

    /// <summary>Makes an invoker whose calls go over this channel.</summary>
    /// <returns>The invoker.</returns>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Ends the channel. Nothing can be called over it afterwards.</summary>
    /// <returns>Completes when the channel has ended.</returns>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>Implements <see cref="ShutdownAsync"/>; does nothing unless overridden.</summary>
    /// <returns>Completes when the channel has ended.</returns>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
