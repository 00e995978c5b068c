using System.Globalization;
using System.Reflection;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>Writes the signature of a member in the form that docs/contracts.md defines; part of every member id.</summary>
internal static class MemberSignature
{
    /// <summary>The signature of a method, or of a property's accessor.</summary>
    public static string Of(MethodInfo method, PropertyInfo? property, MemberKind kind)
    {
        string name = (property?.Name ?? method.Name) + TypeParameters(method);
        string parameters = string.Join(',', method.GetParameters().Select(Text));
        return kind switch
        {
            MemberKind.Getter when parameters.Length == 0 => $"get {name}:{TypeNames.Of(method.ReturnType)}",
            MemberKind.Getter => $"get {name}({parameters}):{TypeNames.Of(method.ReturnType)}",
            MemberKind.Setter => $"set {name}({parameters})",
            _ => $"{name}({parameters}):{TypeNames.Of(method.ReturnType)}",
        };
    }

    private static string Text(ParameterInfo parameter)
    {
        string type = TypeNames.Of(PassingModes.TypeOf(parameter));
        return PassingModes.Of(parameter) switch
        {
            ParameterPassing.In => $"in {type}",
            ParameterPassing.Ref => $"ref {type}",
            ParameterPassing.Out => $"out {type}",
            _ => type,
        };
    }

    private static string TypeParameters(MethodInfo method)
    {
        if (!method.IsGenericMethod) return "";
        IEnumerable<string> names = method.GetGenericArguments().Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"T{i}"));
        return $"<{string.Join(',', names)}>";
    }
}
