using System.Text;

namespace ObjectServer.Contract;

/// <summary>
/// Writes types as text that is the same in every process and on every version of .NET: namespace and name, nested types after
/// '+', generic arguments in angle brackets, no assembly. The form is part of every member id; docs/contracts.md defines it.
/// </summary>
internal static class TypeNames
{
    /// <summary>The text form of <paramref name="type"/>.</summary>
    public static string Of(Type type)
    {
        var text = new StringBuilder();
        Append(text, type);
        return text.ToString();
    }

    /// <summary>The text forms of <paramref name="types"/>, with commas between them.</summary>
    public static string Of(IEnumerable<Type> types) => string.Join(',', types.Select(Of));

    private static void Append(StringBuilder text, Type type)
    {
        if (type.IsArray)
        {
            Append(text, type.GetElementType()!);
            text.Append('[').Append(type.IsVariableBoundArray ? new string(',', type.GetArrayRank() - 1) : "").Append(']');
        }
        else if (type.IsByRef || type.IsPointer)
        {
            Append(text, type.GetElementType()!);
            text.Append(type.IsByRef ? '&' : '*');
        }
        else if (type.IsFunctionPointer)
        {
            text.Append("delegate*");
        }
        else if (type.IsGenericParameter)
        {
            // The name of a method's type parameter is its author's to change.
            text.Append(type.IsGenericMethodParameter ? $"T{type.GenericParameterPosition}" : type.Name);
        }
        else
        {
            AppendNamed(text, type);
        }
    }

    private static void AppendNamed(StringBuilder text, Type type)
    {
        if (!string.IsNullOrEmpty(type.Namespace))
            text.Append(type.Namespace).Append('.');

        // A nested type repeats the generic arguments of the types around it; each level shows its own.
        ReadOnlySpan<Type> arguments = type.GetGenericArguments();
        int shown = 0;
        foreach (Type level in Levels(type))
        {
            int tick = level.Name.IndexOf('`', StringComparison.Ordinal);
            text.Append(level.IsNested ? "+" : "").Append(tick < 0 ? level.Name : level.Name[..tick]);
            int own = level.GetGenericArguments().Length - shown;
            if (own == 0)
                continue;

            text.Append('<');
            for (int i = 0; i < own; i++)
            {
                if (i > 0)
                    text.Append(',');
                Append(text, arguments[shown + i]);
            }

            text.Append('>');
            shown += own;
        }
    }

    private static Stack<Type> Levels(Type type)
    {
        var levels = new Stack<Type>();
        for (Type? level = type; level is not null; level = level.DeclaringType)
            levels.Push(level);
        return levels;
    }
}
