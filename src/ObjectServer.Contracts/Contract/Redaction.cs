using System.Reflection;

namespace ObjectServer.Contract;

/// <summary>Whose values are not to be shown, as <see cref="RedactedAttribute"/> says.</summary>
internal static class Redaction
{
    // A type within a type, such as a list of arrays of secrets.
    private const int MostDepth = 8;

    /// <summary>Whether what a getter returns is not to be shown, by its contract.</summary>
    public static bool Covers(ContractMember getter) =>
        IsMarked(getter.DeclaringInterface) || (getter.Property is { } property && IsMarked(property)) || CoversType(getter.ResultType, MostDepth);

    /// <summary>The same, or by the class that implements the contract.</summary>
    public static bool Covers(ContractMember getter, Type type) =>
        Covers(getter) || IsMarked(type) || type.GetInterfaces().Any(IsMarked)
        || type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(own => own.Name == getter.Name && IsMarked(own));

    private static bool CoversType(Type type, int depth)
    {
        if (depth == 0 || IsMarked(type)) return true;
        if (type.GetElementType() is { } element) return CoversType(element, depth - 1);
        return type.IsConstructedGenericType && type.GetGenericArguments().Any(argument => CoversType(argument, depth - 1));
    }

    private static bool IsMarked(MemberInfo marked) => marked.IsDefined(typeof(RedactedAttribute), inherit: true);
}
