using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>Takes the value of a property from its invoker, within another call.</summary>
/// <param name="around">The call that reads it.</param>
internal sealed class PropertyReading(IIncomingCall around) : IIncomingCall
{
    /// <summary>The value of the property that was read last.</summary>
    public object? Value { get; private set; }

    /// <inheritdoc/>
    public CancellationToken Cancellation => around.Cancellation;

    /// <inheritdoc/>
    public Type[] ReadTypeArguments(ContractMember member) => throw NotOfAProperty(member.ToString());

    /// <inheritdoc/>
    public void Subscribe(ContractMember member, Delegate subscriber) => throw NotOfAProperty(member.ToString());

    /// <inheritdoc/>
    public void ArgumentsRead()
    {
    }

    /// <inheritdoc/>
    public void Complete() => Value = null;

    /// <inheritdoc/>
    public void Complete<T>(ValueCodec<T> codec, T result) => Value = result;

    /// <inheritdoc/>
    public void Report<T>(uint parameter, ValueCodec<T> codec, T report) => throw NotOfAProperty("a report");

    private static InvalidOperationException NotOfAProperty(string what) => new($"Reading a property does not come by {what}.");
}
