using System.Collections;
using ObjectServer.Streaming;
using ObjectServer.Values;

namespace ObjectServer.Contract;

/// <summary>Which declared types a contract may use.</summary>
internal static class ContractTypeRules
{
    /// <summary>
    /// Why <paramref name="type"/> can be neither argument nor result, as the end of a sentence that names it; null when it can.
    /// A contract is taken as it is: it is read when it is first used, so that contracts may mention each other in circles. Of a type
    /// that depends on the type parameters of a method, what they do not change is judged; the rest, when they are given.
    /// </summary>
    public static string? Refusal(Type type)
    {
        if (type == typeof(Stream))
            return null;
        if (SequenceTypes.IsSequence(type))
            return RefusalOfValue(SequenceTypes.ItemOf(type)) is { } reason ? $"is a sequence of what cannot be sent: {TypeNames.Of(SequenceTypes.ItemOf(type))} {reason}" : null;
        return ContractModel.IsDelegate(type) && !type.ContainsGenericParameters ? OfDelegate(type) : RefusalOfValue(type);
    }

    /// <summary>As <see cref="Refusal"/>, where a delegate has no place: what is reported, or given as a type argument.</summary>
    public static string? RefusalOfValue(Type type)
    {
        if (Structural(type) is { } refusal)
            return refusal;

        if (type.ContainsGenericParameters || ContractModel.IsContract(type))
            return null;

        return ValueCodecs.TryOf(type, out _, out string? reason) ? null : $"cannot travel: {reason}";
    }

    private static string? OfDelegate(Type type)
    {
        try
        {
            ContractModel.Of(type);
            return null;
        }
        catch (InvalidContractException e)
        {
            return $"is a delegate that cannot be called from elsewhere: {string.Join(" ", e.Faults)}";
        }
    }

    private static string? Structural(Type type)
    {
        if (type.IsPointer || type.IsFunctionPointer)
            return "is a pointer, which means nothing in another process; pass the data it points to.";
        if (type.IsByRef)
            return "is a reference to a variable, which cannot cross to another process; use the value itself.";
        if (type.IsByRefLike)
            return "lives on the stack alone; use an array or Memory<T>.";
        if (type.IsGenericParameter || ContractModel.IsContract(type))
            return null;
        if (Named(type) is { } refusal)
            return refusal;
        if (type.HasElementType)
            return Structural(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().Select(Structural).FirstOrDefault(inner => inner is not null) : null;
    }

    private static string? Named(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
            return "is a delegate, which can be a parameter, a result or a property by itself and closed, but nothing else; use a [SharedContract] interface here.";
        if (typeof(Stream).IsAssignableFrom(type))
            return "is a stream, which can be a parameter, a result or a property by itself, declared as Stream, but nothing else.";
        if (IsOrImplements(type, typeof(IAsyncEnumerable<>)) || IsOrImplements(type, typeof(IAsyncEnumerator<>)))
            return "is an asynchronous sequence, which can be a parameter, a result or a property by itself, declared as IAsyncEnumerable<T>, but nothing else.";
        if (typeof(IEnumerator).IsAssignableFrom(type))
            return "is an enumerator, which has a place in this process alone; use an array or a list.";
        if (type == typeof(ValueTask) || IsOrImplements(type, typeof(ValueTask<>)) || typeof(Task).IsAssignableFrom(type))
            return "is a task, which can only be what a member returns, not nested in anything; use the result's own type.";
        if (type == typeof(CancellationToken) || type == typeof(CancellationTokenSource))
            return "belongs to a call; take it as a parameter of type CancellationToken.";
        if (IsOrImplements(type, typeof(IProgress<>)))
            return "belongs to a call; take it as a parameter of type IProgress<T>.";
        return null;
    }

    private static bool IsOrImplements(Type type, Type definition) =>
        IsOf(type, definition) || (definition.IsInterface && type.GetInterfaces().Any(implemented => IsOf(implemented, definition)));

    private static bool IsOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
