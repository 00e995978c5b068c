using System.Collections;
using System.Reflection;
using ObjectServer.Contract;

namespace ObjectServer.Values;

/// <summary>Types that never travel by value, and why. The reasons are sentences that a user reads.</summary>
internal static class RefusedTypes
{
    private static readonly HashSet<Type> CollectionInterfaces =
    [
        typeof(IEnumerable<>), typeof(ICollection<>), typeof(IList<>), typeof(ISet<>), typeof(IDictionary<,>),
        typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(IReadOnlySet<>), typeof(IReadOnlyDictionary<,>),
    ];

    /// <summary>Why <paramref name="type"/> cannot travel; null when nothing is known against it.</summary>
    public static string? Reason(Type type)
    {
        if (type == typeof(object))
            return "object has no declared type; declare the type that travels.";
        if (type == typeof(void))
            return "void is no value.";
        if (type.IsPointer || type.IsFunctionPointer || type == typeof(IntPtr) || type == typeof(UIntPtr))
            return "a pointer means nothing in another process.";
        if (type.IsByRef || type.IsByRefLike)
            return "a by-ref-like type cannot leave the stack; use an array or Memory<T>.";
        if (type.ContainsGenericParameters)
            return "it is an open generic type; only closed ones travel.";
        if (type.IsArray && type.IsVariableBoundArray && type.GetArrayRank() == 1)
            return "its lower bound need not be 0; use an ordinary array.";

        return OfClass(type) ?? (type.IsInterface ? OfInterface(type) : null);
    }

    private static string? OfClass(Type type)
    {
        if (type.IsAssignableTo(typeof(Delegate)))
            return "a delegate is code, not a value; use a [SharedContract] interface and an object that implements it.";
        if (type.IsAssignableTo(typeof(Task)) || IsGeneric(type, typeof(ValueTask<>)) || type == typeof(ValueTask))
            return "a task is only meaningful as the result of a member.";
        if (type.IsAssignableTo(typeof(Stream)))
            return "a stream belongs to one process; use byte[] or Memory<byte>.";
        if (type.IsAssignableTo(typeof(MemberInfo)) || type.IsAssignableTo(typeof(Assembly)) || type.IsAssignableTo(typeof(Module)))
            return "types and other metadata do not travel; send a name and look it up.";
        if (type.IsAssignableTo(typeof(Exception)))
            return "an exception travels by being thrown, not as a value.";
        if (type == typeof(CancellationToken) || IsGeneric(type, typeof(IAsyncEnumerable<>)) || IsGeneric(type, typeof(IProgress<>)))
            return "it is only meaningful as a parameter or a result of a member, not within a value.";

        return IsGeneric(type, typeof(Stack<>)) || IsGeneric(type, typeof(System.Collections.Concurrent.ConcurrentStack<>))
            ? "a stack would arrive in reverse order; use List<T>."
            : null;
    }

    private static string? OfInterface(Type type)
    {
        if (ContractModel.IsContract(type) || (type.IsConstructedGenericType && CollectionInterfaces.Contains(type.GetGenericTypeDefinition())))
            return null;

        return type.IsAssignableTo(typeof(IEnumerable))
            ? "it is not one of the collection interfaces that travel; use IReadOnlyList<T>, IReadOnlyDictionary<TKey, TValue> or IReadOnlySet<T>."
            : "an interface has no content of its own; mark it [SharedContract] to share its objects, or declare a class.";
    }

    private static bool IsGeneric(Type type, Type definition) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == definition;
}
