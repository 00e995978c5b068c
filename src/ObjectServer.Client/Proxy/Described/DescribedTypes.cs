using System.Numerics;
using ObjectServer.Contract;
using ObjectServer.Values;
using ObjectServer.Values.Arrays;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// The types that a description may mention and that are the same everywhere. Names from the server are compared with these, and
/// nothing is ever looked up by one: whatever else it says is taken by its kind.
/// </summary>
internal static class DescribedTypes
{
    /// <summary>The most dimensions of an array.</summary>
    public const int MostDimensions = 32;

    private static readonly Dictionary<string, Type> Simple = new[]
    {
        typeof(bool), typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(byte), typeof(ushort), typeof(uint), typeof(ulong),
        typeof(char), typeof(float), typeof(double), typeof(Half), typeof(string), typeof(Guid), typeof(decimal), typeof(BigInteger),
        typeof(Int128), typeof(UInt128), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(Stream),
    }.ToDictionary(TypeNames.Of, StringComparer.Ordinal);

    // What holds elements arrives as an array of them.
    private static readonly string[] Memories = ["System.Memory<", "System.ReadOnlyMemory<", "System.ArraySegment<"];

    /// <summary>The type of that name, if values of it travel as <paramref name="kind"/>; null when it is not one of these.</summary>
    public static Type? Find(string name, ValueKind kind) =>
        Find(name) is { } type && ValueCodecs.TryOf(type, out ValueCodec? codec, out _) && codec.Kind == kind ? type : null;

    /// <summary>The type of that name; null when it is not one of these. That a value may be absent makes no difference.</summary>
    public static Type? Find(string name)
    {
        if (Simple.TryGetValue(name, out Type? simple)) return simple;
        if (Argument(name, "System.Nullable<") is { } value) return Simple.GetValueOrDefault(value);
        foreach (string memory in Memories)
        {
            if (Argument(name, memory) is { } element) return ArrayOf(element, 1);
        }

        int open = name.IndexOf('[', StringComparison.Ordinal);
        if (open < 0 || name[^1] != ']' || name.AsSpan(open + 1, name.Length - open - 2).ContainsAnyExcept(',')) return null;
        return ArrayOf(name[..open], name.Length - open - 1);
    }

    private static Type? ArrayOf(string element, int dimensions)
    {
        if (dimensions > MostDimensions || !Simple.TryGetValue(element, out Type? type) || ElementTypes.Of(type) == ElementType.Unspecified) return null;
        return dimensions == 1 ? type.MakeArrayType() : type.MakeArrayType(dimensions);
    }

    private static string? Argument(string name, string generic) =>
        name.StartsWith(generic, StringComparison.Ordinal) && name[^1] == '>' ? name[generic.Length..^1] : null;
}
