using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>An <see cref="IProgress{T}"/> whose reports go to the caller, in order, before the call's result.</summary>
internal sealed class RemoteProgress<T>(IIncomingCall call, uint parameter, ValueCodec<T> codec) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => call.Report(parameter, codec, value);
}
