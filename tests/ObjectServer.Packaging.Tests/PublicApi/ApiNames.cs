using System.Reflection;

namespace ObjectServer.Packaging.Tests.PublicApi;

/// <summary>Writes types as C# does, with what may be null.</summary>
internal static class ApiNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
    };

    /// <summary>A type, without what its references may be.</summary>
    public static string Of(Type type) => Of(type, null);

    /// <summary>A type with what is known of its nullability.</summary>
    public static string Of(Type type, NullabilityInfo? info)
    {
        if (type.IsByRef) return Of(type.GetElementType()!, info?.ElementType ?? info);
        string name = Bare(type, info);
        return !type.IsValueType && info?.ReadState == NullabilityState.Nullable ? name + "?" : name;
    }

    /// <summary>The parameters of a generic type or method, for a declaration.</summary>
    public static string Parameters(Type[] parameters) =>
        parameters.Length == 0 ? "" : $"<{string.Join(", ", parameters.Select(parameter => Variance(parameter) + parameter.Name))}>";

    /// <summary>What is demanded of the parameters of a generic type or method.</summary>
    public static string Constraints(Type[] parameters) => string.Concat(parameters.Select(Constraint));

    private static string Bare(Type type, NullabilityInfo? info)
    {
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsArray) return $"{Of(type.GetElementType()!, info?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer) return Of(type.GetElementType()!) + "*";
        if (type.IsGenericParameter) return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying, info?.GenericTypeArguments.FirstOrDefault()) + "?";
        string outer = type.DeclaringType is { } declaring ? Bare(declaring, null) + "." : type.Namespace is { } space ? space + "." : "";
        string name = type.Name.Split('`')[0];
        if (!type.IsGenericType) return outer + name;
        Type[] arguments = type.GetGenericArguments();
        NullabilityInfo[] states = info?.GenericTypeArguments ?? [];
        return $"{outer}{name}<{string.Join(", ", arguments.Select((argument, i) => Of(argument, i < states.Length ? states[i] : null)))}>";
    }

    private static string Variance(Type parameter) => (parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Covariant => "out ",
        GenericParameterAttributes.Contravariant => "in ",
        _ => "",
    };

    private static string Constraint(Type parameter)
    {
        GenericParameterAttributes demands = parameter.GenericParameterAttributes;
        List<string> parts = [];
        bool isStruct = demands.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (demands.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) parts.Add("class");
        if (isStruct) parts.Add("struct");
        parts.AddRange(parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Of).Order(StringComparer.Ordinal));
        if (demands.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct) parts.Add("new()");
        return parts.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }
}
