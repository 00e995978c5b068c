using Castle.DynamicProxy;

namespace ObjectServer.Client.Batches;

/// <summary>Hands every call to the <see cref="RecordingProxy"/> that it is made of.</summary>
internal sealed class RecordingInterceptor : IInterceptor
{
    public static readonly RecordingInterceptor Instance = new();

    private RecordingInterceptor()
    {
    }

    /// <inheritdoc/>
    public void Intercept(IInvocation invocation) =>
        invocation.ReturnValue = ((RecordingProxy)invocation.Proxy).Note(invocation.Method, invocation.Arguments);
}
