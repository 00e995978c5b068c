using System.Globalization;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// Types of a generic method's description with the type arguments of a call put in: the program itself has given these, and nothing is
/// looked up by a name of the server's.
/// </summary>
internal static class ClosedTypes
{
    private static readonly (string Name, Type Definition)[] Definitions =
    [
        ("System.Nullable<", typeof(Nullable<>)), ("System.Memory<", typeof(Memory<>)), ("System.ReadOnlyMemory<", typeof(ReadOnlyMemory<>)),
        ("System.ArraySegment<", typeof(ArraySegment<>)),
    ];

    /// <summary>
    /// The type that is meant: a type argument, or an array or one of the simplest forms of it. Null for any other: it is taken as what
    /// it is.
    /// </summary>
    /// <param name="name">The type as text, in which <c>T0</c> is the first type argument.</param>
    /// <param name="typeArguments">The type arguments.</param>
    public static Type? Find(string name, IReadOnlyList<Type> typeArguments)
    {
        if (Position(name) is int position) return position < typeArguments.Count ? typeArguments[position] : null;
        if (name.Length == 0) return null;
        if (name[^1] == ']') return Array(name, typeArguments);
        foreach ((string start, Type definition) in Definitions)
        {
            if (!name.StartsWith(start, StringComparison.Ordinal) || name[^1] != '>') continue;
            Type? argument = Find(name[start.Length..^1], typeArguments);
            return argument is null || (definition == typeof(Nullable<>) && !argument.IsValueType) ? null : definition.MakeGenericType(argument);
        }

        return DescribedTypes.Find(name);
    }

    private static int? Position(string name) =>
        name.StartsWith('T') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int position) ? position : null;

    private static Type? Array(string name, IReadOnlyList<Type> typeArguments)
    {
        int open = name.LastIndexOf('[');
        if (open < 0 || name.AsSpan(open + 1, name.Length - open - 2).ContainsAnyExcept(',')) return null;
        int dimensions = name.Length - open - 1;
        if (dimensions > DescribedTypes.MostDimensions || Find(name[..open], typeArguments) is not { } element) return null;
        return dimensions == 1 ? element.MakeArrayType() : element.MakeArrayType(dimensions);
    }
}
