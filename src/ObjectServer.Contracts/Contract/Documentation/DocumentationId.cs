using System.Reflection;
using System.Text;

namespace ObjectServer.Contract.Documentation;

/// <summary>The names by which the compiler's XML files know types and members: those of the definitions, also for closed generic types.</summary>
internal static class DocumentationId
{
    /// <summary>The id of a type.</summary>
    public static string Of(Type type) => "T:" + Name(Definition(type));

    /// <summary>The id of a method.</summary>
    public static string Of(MethodInfo method)
    {
        MethodInfo definition = (MethodInfo)Definition(method);
        string arity = definition.IsGenericMethod ? $"``{definition.GetGenericArguments().Length}" : "";
        return $"M:{Name(definition.DeclaringType!)}.{definition.Name}{arity}{Parameters(definition.GetParameters())}";
    }

    /// <summary>The id of a property or indexer.</summary>
    public static string Of(PropertyInfo property)
    {
        var definition = (PropertyInfo)Definition(property);
        return $"P:{Name(definition.DeclaringType!)}.{definition.Name}{Parameters(definition.GetIndexParameters())}";
    }

    private static Type Definition(Type type) => type is { IsGenericType: true, IsGenericTypeDefinition: false } ? type.GetGenericTypeDefinition() : type;

    private static MemberInfo Definition(MemberInfo member)
    {
        Type declaring = member.DeclaringType!;
        return declaring is { IsGenericType: true, IsGenericTypeDefinition: false }
            ? declaring.GetGenericTypeDefinition().GetMemberWithSameMetadataDefinitionAs(member)
            : member is MethodInfo { IsGenericMethod: true, IsGenericMethodDefinition: false } method ? method.GetGenericMethodDefinition() : member;
    }

    // Acme.Outer`1.Inner: without the arguments, which a definition does not have.
    private static string Name(Type type)
    {
        string name = type.DeclaringType is { } outer ? $"{Name(outer)}.{type.Name}" : type.Name;
        return type.DeclaringType is null && !string.IsNullOrEmpty(type.Namespace) ? $"{type.Namespace}.{name}" : name;
    }

    private static string Parameters(ParameterInfo[] parameters)
    {
        if (parameters.Length == 0)
            return "";

        var text = new StringBuilder("(");
        for (int i = 0; i < parameters.Length; i++)
        {
            if (i > 0)
                text.Append(',');
            Append(text, parameters[i].ParameterType);
        }

        return text.Append(')').ToString();
    }

    private static void Append(StringBuilder text, Type type)
    {
        if (type.IsArray)
        {
            Append(text, type.GetElementType()!);
            int rank = type.GetArrayRank();
            text.Append('[').Append(rank == 1 ? "" : string.Join(',', Enumerable.Repeat("0:", rank))).Append(']');
        }
        else if (type.IsByRef || type.IsPointer)
        {
            Append(text, type.GetElementType()!);
            text.Append(type.IsByRef ? '@' : '*');
        }
        else if (type.IsGenericParameter)
        {
            text.Append(type.DeclaringMethod is null ? "`" : "``").Append(type.GenericParameterPosition);
        }
        else
        {
            AppendNamed(text, type);
        }
    }

    private static void AppendNamed(StringBuilder text, Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        string[] levels = Name(Definition(type)).Split('.');
        int shown = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            int tick = levels[i].IndexOf('`', StringComparison.Ordinal);
            text.Append(i > 0 ? "." : "").Append(tick < 0 ? levels[i] : levels[i][..tick]);
            if (tick < 0)
                continue;

            int own = int.Parse(levels[i].AsSpan(tick + 1), System.Globalization.CultureInfo.InvariantCulture);
            text.Append('{');
            for (int j = 0; j < own; j++)
            {
                if (j > 0)
                    text.Append(',');
                Append(text, arguments[shown + j]);
            }

            text.Append('}');
            shown += own;
        }
    }
}
