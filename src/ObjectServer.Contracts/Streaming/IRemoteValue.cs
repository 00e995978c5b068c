namespace ObjectServer.Streaming;

/// <summary>A value of the other side's that is used by calls of its own, such as a stream or a sequence.</summary>
internal interface IRemoteValue
{
    /// <summary>The same value, used by other proxies.</summary>
    /// <param name="replace">Gives the proxy to be used in place of one.</param>
    object With(Func<object, object> replace);
}
