using System.Reflection;
using System.Runtime.CompilerServices;

namespace ObjectServer.Contract;

/// <summary>Whether a proxy can implement an interface: proxies live in an assembly of their own, made at run time.</summary>
internal static class ContractVisibility
{
    private const string ProxyAssembly = "DynamicProxyGenAssembly2";

    /// <summary>Why no proxy can implement <paramref name="type"/>, and what to do; null when one can.</summary>
    public static string? Fault(Type type)
    {
        if (type.IsVisible)
            return null;

        for (Type? level = type; level is not null; level = level.DeclaringType)
        {
            if (level.IsNestedPrivate || level.IsNestedFamily || level.IsNestedFamANDAssem)
                return $"{TypeNames.Of(type)} is nested with private or protected access, so that no proxy can implement it: make it public.";
            if (!level.IsPublic && !level.IsNestedPublic && !OpensInternals(level.Assembly))
                return $"{TypeNames.Of(type)} is internal, so that no proxy can implement it: make it public, or add"
                    + $" [assembly: InternalsVisibleTo(\"{ProxyAssembly}\")], without a key, to {level.Assembly.GetName().Name}.";
        }

        return type.GetGenericArguments().Select(Fault).FirstOrDefault(fault => fault is not null);
    }

    // The proxies' assembly is not signed: a friend of that name with a key is another one, and the runtime would refuse the proxy.
    private static bool OpensInternals(Assembly assembly) => assembly
        .GetCustomAttributes<InternalsVisibleToAttribute>()
        .Any(friend => friend.AssemblyName.Trim().Equals(ProxyAssembly, StringComparison.OrdinalIgnoreCase));
}
