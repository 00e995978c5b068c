using System.Text;

namespace ObjectServer;

/// <summary>
/// The remote object, or its constructor, threw. The call ran as far as that. When the type of the exception is known here (a
/// well-known type of .NET, or one registered on both sides) the caller gets that type, with this exception inside it; otherwise
/// the caller gets this exception itself.
/// </summary>
/// <param name="remoteTypeName">Full name of the type that was thrown.</param>
/// <param name="message">Its message.</param>
/// <param name="remoteStack">Its stack trace, where the server lets it out.</param>
/// <param name="innerException">The exception inside the one that was thrown.</param>
public sealed class RemoteInvocationException(
    string remoteTypeName,
    string message,
    string? remoteStack = null,
    Exception? innerException = null)
    : ObjectServerException(message, innerException)
{
    /// <summary>Full name of the type that was thrown. For people and for comparison; no type is ever loaded by it.</summary>
    public string RemoteTypeName { get; } = remoteTypeName;

    /// <summary>The stack trace on the side that threw; null unless that side's options let it out.</summary>
    public string? RemoteStack { get; } = remoteStack;

    /// <summary>Type and message on both sides, then the remote stack, then the local one.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(typeof(RemoteInvocationException)).Append(" (").Append(RemoteTypeName).Append("): ").Append(Message);
        if (InnerException is not null)
            text.AppendLine().Append(" ---> ").Append(InnerException).AppendLine().Append("   --- End of inner exception stack trace ---");
        if (RemoteStack is not null)
            text.AppendLine().Append(RemoteStack.TrimEnd()).AppendLine().Append("--- End of remote stack trace ---");
        if (StackTrace is not null)
            text.AppendLine().Append(StackTrace);
        return text.ToString();
    }
}
