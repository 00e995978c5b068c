using System.Reflection;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Dispatch.Statistics;

/// <summary>What types and members are called in statistics: the same for all forms of a generic one, so that there are only so many.</summary>
internal static class MemberLabels
{
    /// <summary>The snapshots of a type, which are calls of no member of its own.</summary>
    public const string Snapshot = "(snapshot)";

    /// <summary>The name of a class that is registered under none.</summary>
    public static string Of(Type type)
    {
        if (type.IsConstructedGenericType) type = type.GetGenericTypeDefinition();
        string name = (type.FullName ?? type.Name).Replace('+', '.');
        if (!type.IsGenericTypeDefinition) return name;
        int arity = name.IndexOf('`', StringComparison.Ordinal);
        return $"{(arity < 0 ? name : name[..arity])}<{string.Join(',', type.GetGenericArguments().Select(argument => argument.Name))}>";
    }

    /// <summary>The names of all members of a class, by their invokers' places: place 0 is that of snapshots.</summary>
    public static string[] OfMembers(ObjectType type)
    {
        MemberInvoker[] members = [.. type.Members.OrderBy(member => member.Position)];
        string[] names = [.. members.Select(member => Short(member.Member))];
        var taken = names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return [Snapshot, .. members.Select((member, i) => taken.Contains(names[i]) ? Long(member.Member, names[i]) : names[i])];
    }

    private static string Short(ContractMember member) => member.Kind switch
    {
        MemberKind.Getter => member.Name + ".get",
        MemberKind.Setter => member.Name + ".set",
        _ => member.Name,
    };

    // Overloads, and members of the same name of two interfaces.
    private static string Long(ContractMember member, string name)
    {
        MethodBase method = member.DeclaringInterface.IsConstructedGenericType && !member.Method.Module.Assembly.IsDynamic
            ? member.Method.Module.ResolveMethod(member.Method.MetadataToken) ?? member.Method
            : member.Method;
        return $"{Of(member.DeclaringInterface)}.{name}({string.Join(',', method.GetParameters().Select(parameter => parameter.ParameterType.ToString()))})";
    }
}
