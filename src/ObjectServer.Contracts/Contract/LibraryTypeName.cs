using System.Reflection;

namespace ObjectServer.Contract;

/// <summary>
/// How the type of an object is asked for that has type arguments: <c>SharedDictionary&lt;string, SharedList&lt;int&gt;&gt;</c>. An argument is what
/// docs/contracts.md allows as a type argument, or a keyword of C# for it, or again such a type.
/// </summary>
/// <param name="Name">The name before the angle brackets.</param>
/// <param name="Arguments">What stands between them, each without spaces around it; empty for none.</param>
internal sealed record LibraryTypeName(string Name, IReadOnlyList<string> Arguments)
{
    private const int MostDepth = 8;

    private static readonly Dictionary<string, Type> Keywords = new(StringComparer.Ordinal)
    {
        ["bool"] = typeof(bool),
        ["sbyte"] = typeof(sbyte),
        ["short"] = typeof(short),
        ["int"] = typeof(int),
        ["long"] = typeof(long),
        ["byte"] = typeof(byte),
        ["ushort"] = typeof(ushort),
        ["uint"] = typeof(uint),
        ["ulong"] = typeof(ulong),
        ["char"] = typeof(char),
        ["float"] = typeof(float),
        ["double"] = typeof(double),
        ["string"] = typeof(string),
        ["decimal"] = typeof(decimal),
    };

    /// <summary>Reads such a text.</summary>
    /// <exception cref="ArgumentException">The brackets do not match, or there are too many arguments or levels.</exception>
    public static LibraryTypeName Parse(string text)
    {
        int open = text.IndexOf('<', StringComparison.Ordinal);
        if (open < 0) return new LibraryTypeName(text.Trim(), []);
        if (!text.TrimEnd().EndsWith('>') || text.Length > AllowedTypeArguments.MostNameBytes) throw Malformed(text);
        string inner = text.TrimEnd()[(open + 1)..^1];
        var arguments = new List<string>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < inner.Length; i++)
        {
            switch (inner[i])
            {
                case '<' or '[' when ++depth > MostDepth:
                case '>' or ']' when --depth < 0:
                    throw Malformed(text);
                case ',' when depth == 0:
                    arguments.Add(inner[from..i].Trim());
                    from = i + 1;
                    break;
            }
        }

        arguments.Add(inner[from..].Trim());
        if (depth != 0 || arguments.Count > AllowedTypeArguments.Most || arguments.Any(static one => one.Length == 0)) throw Malformed(text);
        return new LibraryTypeName(text[..open].Trim(), arguments);
    }

    /// <summary>What a keyword stands for, as <see cref="TypeNames"/> writes it, also with <c>?</c> and <c>[]</c> behind it; anything else as it is.</summary>
    public static string Canonical(string argument)
    {
        if (argument.EndsWith("[]", StringComparison.Ordinal)) return Canonical(argument[..^2]) + "[]";
        if (Keywords.TryGetValue(argument, out Type? type)) return TypeNames.Of(type);
        if (argument.EndsWith('?') && Keywords.TryGetValue(argument[..^1], out type) && type.IsValueType) return TypeNames.Of(typeof(Nullable<>).MakeGenericType(type));
        return argument.Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>How the type of a contract of the library is asked for; null for any other contract.</summary>
    public static string? Of(Type contract)
    {
        if (contract.GetCustomAttribute<LibraryContractAttribute>() is not { } library) return null;
        return contract.IsGenericType ? $"{library.TypeName}<{string.Join(',', contract.GetGenericArguments().Select(OfArgument))}>" : library.TypeName;
    }

    private static string OfArgument(Type type) =>
        Of(type) ?? (ContractModel.IsContract(type) ? TypeArgumentNames.Of(ContractModel.Of(type).Fingerprint) : TypeNames.Of(type));

    private static ArgumentException Malformed(string text) => new(
        $"\"{(text.Length <= 256 ? text : text[..256] + "…")}\" is no type with type arguments. Write it like SharedDictionary<string,int>; it may have {AllowedTypeArguments.Most} arguments, "
        + $"{MostDepth} levels, and {AllowedTypeArguments.MostNameBytes} characters.");
}
