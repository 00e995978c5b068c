using System.Reflection;

namespace ObjectServer.Contract;

/// <summary>
/// The bodies that interfaces give to members: a default at the member itself, or in an inheriting interface one that names it
/// (<c>void IBase.Run() { … }</c>).
/// </summary>
internal sealed class DefaultImplementations
{
    private readonly HashSet<string> _overrides;

    /// <summary>Finds the bodies among <paramref name="interfaces"/>.</summary>
    public DefaultImplementations(IEnumerable<Type> interfaces) => _overrides = interfaces
        .SelectMany(type => type.GetMethods(BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method is { IsVirtual: true, IsAbstract: false })
        .Select(method => Key(method.Name, method))
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="method"/> has a body without any class's help.</summary>
    public bool Has(MethodInfo method) =>
        !method.IsAbstract || _overrides.Contains(Key($"{TypeNames.Of(method.DeclaringType!).Replace('+', '.')}.{method.Name}", method));

    private static string Key(string fullName, MethodInfo method) =>
        $"{fullName}`{method.GetGenericArguments().Length}({TypeNames.Of(method.GetParameters().Select(parameter => parameter.ParameterType))}):{TypeNames.Of(method.ReturnType)}";
}
