using System.Reflection;
using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>
/// What <see cref="SharedMemberAttribute"/> says about one member. An attribute on an accessor stands instead of the property's.
/// On a property, <see cref="SharedMemberAttribute.ReadOnly"/> speaks of the getter and <see cref="SharedMemberAttribute.OneWay"/>
/// of the setter where there is one; the rest speaks of both.
/// </summary>
internal readonly record struct MemberSettings(bool ReadOnly, bool OneWay, bool CpuBound, int TimeoutMs)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>Reads the attribute of a method or accessor.</summary>
    public static MemberSettings Of(MethodInfo method, PropertyInfo? property, MemberKind kind)
    {
        if (method.GetCustomAttribute<SharedMemberAttribute>(inherit: false) is { } own)
            return new MemberSettings(own.ReadOnly, own.OneWay, own.CpuBound, own.TimeoutMs);

        if (property?.GetCustomAttribute<SharedMemberAttribute>(inherit: false) is not { } shared)
            return default;

        return new MemberSettings(
            shared.ReadOnly && kind == MemberKind.Getter,
            shared.OneWay && (kind == MemberKind.Setter || property.SetMethod is null || MemberReader.IsInit(property.SetMethod)),
            shared.CpuBound,
            shared.TimeoutMs);
    }

    /// <summary>Whether a method or accessor is to run where it is called.</summary>
    public static bool IsLocal(MethodInfo method) =>
        method.GetCustomAttribute<SharedMemberAttribute>(inherit: false)?.Local
        ?? (method.IsSpecialName && method.DeclaringType!.GetProperties(Declared).FirstOrDefault(one => one.GetMethod == method || one.SetMethod == method) is { } property
            && property.GetCustomAttribute<SharedMemberAttribute>(inherit: false) is { Local: true });
}
