using System.Reflection;

namespace ObjectServer.Contract;

/// <summary>
/// The bodies that interfaces give to members: a default at the member itself, or in an inheriting interface one that names it
/// (<c>void IBase.Run() { … }</c>).
/// </summary>
internal sealed class DefaultImplementations
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly Dictionary<MethodInfo, MethodInfo> _local = [];
    private readonly HashSet<MethodInfo> _overridden = [];

    /// <summary>Finds the bodies among <paramref name="interfaces"/>.</summary>
    /// <param name="interfaces">A contract and what it inherits.</param>
    public DefaultImplementations(IEnumerable<Type> interfaces)
    {
        foreach (Type type in interfaces)
        {
            foreach (MethodInfo method in type.GetMethods(Declared))
            {
                if (method is { IsVirtual: true, IsAbstract: false, IsPrivate: false } && MemberSettings.IsLocal(method)) _local.TryAdd(method, method);
            }

            foreach ((MethodInfo method, MethodInfo body) in OverridesOf(type))
            {
                _overridden.Add(method);
                if (MemberSettings.IsLocal(body)) _local.TryAdd(method, body);
            }
        }
    }

    /// <summary>The members that run where they are called, each with the body that runs.</summary>
    public IReadOnlyDictionary<MethodInfo, MethodInfo> Local => _local;

    /// <summary>Whether <paramref name="method"/> has a body without any class's help.</summary>
    public bool Has(MethodInfo method) => !method.IsAbstract || _overridden.Contains(method);

    // What the compiler calls such a body is the name of the interface as its definition writes it, with its own type parameters: so it is looked for there.
    private static IEnumerable<(MethodInfo Method, MethodInfo Body)> OverridesOf(Type type)
    {
        MethodInfo[] bodies = [.. type.GetMethods(Declared).Where(static method => method is { IsVirtual: true, IsAbstract: false, IsPrivate: true })];
        if (bodies.Length == 0) yield break;
        Type definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        foreach (Type inherited in definition.GetInterfaces())
        {
            string prefix = TypeNames.Of(inherited).Replace('+', '.') + ".";
            Type closed = Close(inherited, definition, type);
            foreach (MethodInfo body in bodies.Where(body => body.Name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                foreach (MethodInfo method in closed.GetMethods(Declared))
                {
                    if (body.Name.Length == prefix.Length + method.Name.Length && body.Name.EndsWith(method.Name, StringComparison.Ordinal) && AreAlike(method, body))
                        yield return (method, body);
                }
            }
        }
    }

    private static Type Close(Type inherited, Type definition, Type type)
    {
        if (!inherited.ContainsGenericParameters) return inherited;
        Type[] arguments = [.. inherited.GetGenericArguments().Select(one => Substitute(one, definition, type))];
        return inherited.GetGenericTypeDefinition().MakeGenericType(arguments);
    }

    private static Type Substitute(Type type, Type definition, Type closed)
    {
        if (type.IsGenericParameter) return closed.GetGenericArguments()[type.GenericParameterPosition];
        if (type.IsArray)
        {
            Type element = Substitute(type.GetElementType()!, definition, closed);
            return type.IsSZArray ? element.MakeArrayType() : element.MakeArrayType(type.GetArrayRank());
        }

        return type.ContainsGenericParameters ? Close(type, definition, closed) : type;
    }

    private static bool AreAlike(MethodInfo method, MethodInfo body) =>
        method.GetGenericArguments().Length == body.GetGenericArguments().Length
        && TypeNames.Of(method.ReturnType) == TypeNames.Of(body.ReturnType)
        && TypeNames.Of(method.GetParameters().Select(static one => one.ParameterType)) == TypeNames.Of(body.GetParameters().Select(static one => one.ParameterType));
}
