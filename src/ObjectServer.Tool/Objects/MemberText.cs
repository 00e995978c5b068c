using System.Text.RegularExpressions;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Objects;

/// <summary>Members as a program in C# would write them, without namespaces.</summary>
internal static partial class MemberText
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["Boolean"] = "bool",
        ["SByte"] = "sbyte",
        ["Int16"] = "short",
        ["Int32"] = "int",
        ["Int64"] = "long",
        ["Byte"] = "byte",
        ["UInt16"] = "ushort",
        ["UInt32"] = "uint",
        ["UInt64"] = "ulong",
        ["Char"] = "char",
        ["Single"] = "float",
        ["Double"] = "double",
        ["String"] = "string",
        ["Decimal"] = "decimal",
    };

    /// <summary>A property, or a method with its parameters.</summary>
    public static string Of(MemberDescription member)
    {
        bool isMethod = member.Kind == MemberKind.Method;
        IEnumerable<ParameterDescription> shown = member.Kind switch
        {
            MemberKind.Adder => [],
            MemberKind.Setter => member.Parameters.SkipLast(1),
            _ => member.Parameters,
        };
        string parameters = string.Join(", ", shown.Select(static one => $"{OfType(one.Type)} {one.Name}{(one.Optional ? "?" : "")}"));
        return isMethod ? $"{member.Name}({parameters})" : parameters.Length > 0 ? $"this[{parameters}]" : member.Name;
    }

    /// <summary>What reading it gives, or calling it; for what is written, the value's type.</summary>
    public static string ResultOf(MemberDescription member) => member.Kind switch
    {
        MemberKind.Setter or MemberKind.Adder => OfType(member.Parameters[^1].Type),
        _ => member.ResultType.Length == 0 ? "–" : OfType(member.ResultType),
    };

    /// <summary>A type without namespaces, by its keyword where it has one.</summary>
    public static string OfType(string type) => Name().Replace(type, static match => Keywords.GetValueOrDefault(match.Groups["name"].Value, match.Groups["name"].Value));

    [GeneratedRegex(@"(?:\w+[.+])*(?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
