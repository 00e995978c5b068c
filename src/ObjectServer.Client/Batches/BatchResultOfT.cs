namespace ObjectServer.Client;

/// <summary>The outcome of one call of a batch that results in a value.</summary>
/// <typeparam name="T">The result's type, without a task around it.</typeparam>
public sealed class BatchResult<T> : BatchResult
{
    private T? _value;

    internal BatchResult(string call)
        : base(call)
    {
    }

    /// <summary>The result. Of an assignment, the value that was assigned.</summary>
    /// <inheritdoc cref="BatchResult.ThrowIfFailed" path="/exception"/>
    public T Value
    {
        get
        {
            ThrowIfFailed();
            return _value!;
        }
    }

    internal void Succeed(T value)
    {
        _value = value;
        Succeed();
    }
}
