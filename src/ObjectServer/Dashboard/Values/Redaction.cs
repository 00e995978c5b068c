using System.Reflection;
using ObjectServer.Contract;
using ObjectServer.Dispatch;

namespace ObjectServer.Dashboard.Values;

/// <summary>Whose values are not to be shown.</summary>
internal static class Redaction
{
    // A type within a type, such as a list of arrays of secrets.
    private const int MostDepth = 8;

    /// <summary>Whether the value of a property is not to be shown.</summary>
    public static bool Covers(ObjectType type, ContractMember getter) =>
        IsMarked(type.Class) || type.Contracts.Any(contract => IsMarked(contract.Interface)) || IsMarked(getter.DeclaringInterface)
        || (getter.Property is { } property && (IsMarked(property) || IsMarkedInClass(type.Class, property))) || CoversType(getter.ResultType, MostDepth);

    private static bool IsMarkedInClass(Type type, PropertyInfo property) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(own => own.Name == property.Name && IsMarked(own));

    private static bool CoversType(Type type, int depth)
    {
        if (depth == 0 || IsMarked(type)) return true;
        if (type.GetElementType() is { } element) return CoversType(element, depth - 1);
        return type.IsConstructedGenericType && type.GetGenericArguments().Any(argument => CoversType(argument, depth - 1));
    }

    private static bool IsMarked(MemberInfo marked) => marked.IsDefined(typeof(RedactedAttribute), inherit: true);
}
