using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using ObjectServer.Contract;

namespace ObjectServer.Types;

/// <summary>
/// Which types the elements of a shared collection may have: those of which nobody can change a copy and believe that he has changed the element. Calls
/// may overlap.
/// </summary>
internal static class ElementRules
{
    private static readonly ConcurrentDictionary<Type, string> Refusals = new();

    private static readonly Type[] ImmutableDefinitions =
    [
        typeof(Nullable<>), typeof(ReadOnlyMemory<>), typeof(KeyValuePair<,>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>),
        typeof(ImmutableHashSet<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>),
    ];

    /// <summary>Refuses a type.</summary>
    /// <param name="type">The type of the elements.</param>
    /// <param name="collection">What they are to stand in.</param>
    /// <exception cref="ArgumentException">It is not allowed; the message says why and what to use.</exception>
    public static void Demand(Type type, string collection)
    {
        string refusal = Refusals.GetOrAdd(type, static one => Refusal(one, []) ?? "");
        if (refusal.Length > 0) throw new ArgumentException($"A {collection} cannot hold values of {TypeNames.Of(type)}: {refusal}");
    }

    private static string? Refusal(Type type, HashSet<Type> seen)
    {
        if (ContractModel.IsContract(type) || !seen.Add(type)) return null;
        if (type.IsArray)
            return $"an element of a fetched {TypeNames.Of(type)} can be changed, which would change a copy alone. Use ReadOnlyMemory<{TypeNames.Of(type.GetElementType()!)}>, or a SharedArray.";
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || typeof(Google.Protobuf.IMessage).IsAssignableFrom(type)) return null;
        if (type.IsGenericType && ImmutableDefinitions.Contains(type.GetGenericTypeDefinition()))
            return type.GetGenericArguments().Select(one => Refusal(one, seen)).FirstOrDefault(static one => one is not null);
        return type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true && type.IsValueType && !type.IsGenericType ? null : OfMembers(type, seen);
    }

    private static string? OfMembers(Type type, HashSet<Type> seen)
    {
        // A struct is copied with every use: the compiler itself refuses to change a copy.
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!type.IsValueType && property.SetMethod is { IsPublic: true } setter && !MemberReader.IsInit(setter))
                return $"{property.Name} of {TypeNames.Of(type)} can be written, which would change a fetched copy alone. Use a record with init properties and replace it as a whole, or a shared object.";
            if (property.GetIndexParameters().Length == 0 && Refusal(property.PropertyType, seen) is { } inner) return $"{property.Name} of {TypeNames.Of(type)}: {inner}";
        }

        foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!type.IsValueType && !field.IsInitOnly)
                return $"the field {field.Name} of {TypeNames.Of(type)} can be written, which would change a fetched copy alone. Use a record with init properties and replace it as a whole.";
            if (Refusal(field.FieldType, seen) is { } inner) return $"{field.Name} of {TypeNames.Of(type)}: {inner}";
        }

        return typeof(System.Collections.IEnumerable).IsAssignableFrom(type)
            ? $"a fetched {TypeNames.Of(type)} can be changed, which would change a copy alone. Use an immutable collection, or a shared one."
            : null;
    }
}
