using Castle.DynamicProxy;

namespace ObjectServer.Client.Snapshots;

/// <summary>What every snapshot of one contract does with a call: a getter has its copied value, anything else is refused.</summary>
/// <param name="form">What the snapshot has.</param>
internal sealed class SnapshotInterceptor(SnapshotForm form) : IInterceptor
{
    /// <inheritdoc/>
    public void Intercept(IInvocation invocation)
    {
        var snapshot = (SnapshotCopy)invocation.Proxy;
        if (form.Find(invocation.Method) is { } getter)
        {
            invocation.ReturnValue = snapshot.ValueOf(getter);
            return;
        }

        // A copy holds nothing that would have to be given back.
        Type? declaring = invocation.Method.DeclaringType;
        if (declaring != typeof(IDisposable) && declaring != typeof(IAsyncDisposable))
        {
            throw new NotSupportedException(
                $"{invocation.Method.Name} of {form.Contract.Name} was called of a snapshot, which has copied the values of its properties and nothing else. "
                + "Call the object's proxy.");
        }

        if (invocation.Method.ReturnType == typeof(ValueTask)) invocation.ReturnValue = ValueTask.CompletedTask;
    }
}
