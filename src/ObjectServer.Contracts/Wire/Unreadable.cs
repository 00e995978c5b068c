using Google.Protobuf;

namespace ObjectServer.Wire;

/// <summary>What reading a message fails with that is none.</summary>
internal static class Unreadable
{
    /// <summary>
    /// Whether it is the message's fault. Behind a field that it does not know, of a length close to 2 GiB, the reader of generated code is
    /// somewhere before the message, and fails with what that leads to; everything else is an <see cref="InvalidProtocolBufferException"/>. That is
    /// an <see cref="IOException"/>, too, and nothing that another link could mend: to be asked before that is.
    /// </summary>
    public static bool Is(Exception failure) =>
        failure is InvalidProtocolBufferException or ArgumentException or IndexOutOfRangeException or OverflowException;
}
