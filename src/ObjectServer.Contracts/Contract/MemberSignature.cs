using System.Reflection;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>Writes the signature of a member in the form that docs/contracts.md defines; part of every member id.</summary>
internal static class MemberSignature
{
    /// <summary>The signature of a method, or of a property's accessor.</summary>
    public static string Of(MethodInfo method, PropertyInfo? property, MemberKind kind)
    {
        string name = property?.Name ?? method.Name;
        string parameters = TypeNames.Of(method.GetParameters().Select(parameter => parameter.ParameterType));
        return kind switch
        {
            MemberKind.Getter when parameters.Length == 0 => $"get {name}:{TypeNames.Of(method.ReturnType)}",
            MemberKind.Getter => $"get {name}({parameters}):{TypeNames.Of(method.ReturnType)}",
            MemberKind.Setter => $"set {name}({parameters})",
            _ => $"{name}({parameters}):{TypeNames.Of(method.ReturnType)}",
        };
    }
}
