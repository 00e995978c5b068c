using System.Buffers;
using System.Reflection;
using System.Runtime.Loader;
using ObjectServer.Contract;

namespace ObjectServer.Serving;

/// <summary>
/// Finds the types that generic methods may be called for besides the usual ones. Their names come from whoever starts the program; what
/// arrives from clients is compared with them, and finds no type.
/// </summary>
internal static class TypeArgumentLoader
{
    private const string Array = "[]";

    private static readonly SearchValues<char> NotPlain = SearchValues.Create("[]*&,` ");

    /// <summary>Finds types in the loaded assemblies and in those that they refer to.</summary>
    /// <exception cref="StartException">There is no such type, or more than one, or it cannot travel; all of it is listed.</exception>
    public static IReadOnlyList<Type> Load(IReadOnlyList<string> names, IReadOnlyList<Assembly> assemblies)
    {
        if (names.Count == 0) return [];
        List<Type> types = [];
        List<string> faults = [];
        Assembly[] referred = [.. assemblies.SelectMany(ReferredBy).Distinct()];
        foreach (string name in names)
        {
            try
            {
                Type type = Find(name, assemblies, referred);
                AllowedTypeArguments.Check(type);
                types.Add(type);
            }
            catch (Exception e) when (e is InvalidOperationException or InvalidContractException or IOException or TypeLoadException)
            {
                faults.Add($"{Settings.TypeArgument.Flag} {name}: {e.Message.ReplaceLineEndings(" ")}");
            }
        }

        return faults.Count == 0 ? types : throw new StartException(ExitCodes.LoadFailed, faults);
    }

    private static Type Find(string name, IReadOnlyList<Assembly> loaded, IReadOnlyList<Assembly> referred)
    {
        if (name.EndsWith(Array, StringComparison.Ordinal)) return Find(name[..^Array.Length], loaded, referred).MakeArrayType();
        Type[] found = Named(name, loaded);
        if (found.Length == 0) found = Named(name, referred);
        return found.Length switch
        {
            1 => found[0],
            0 => throw new InvalidOperationException(
                "there is no public type of that full name, which has no type parameters, in the loaded assemblies and those that they refer to."),
            _ => throw new InvalidOperationException($"several assemblies have a type of that name: {string.Join(", ", found.Select(type => type.Assembly.Location))}."),
        };
    }

    // Only plain names are looked up: the reflection API would also take those of arrays, pointers and generic types apart.
    private static Type[] Named(string name, IReadOnlyList<Assembly> assemblies) => name.Length == 0 || name.AsSpan().ContainsAny(NotPlain)
        ? []
        : [.. assemblies.Select(assembly => assembly.GetType(name, throwOnError: false)).OfType<Type>().Where(type => type.IsVisible).Distinct()];

    private static IEnumerable<Assembly> ReferredBy(Assembly assembly)
    {
        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(assembly)!;
        foreach (AssemblyName name in assembly.GetReferencedAssemblies())
        {
            Assembly? found = null;
            try
            {
                found = context.LoadFromAssemblyName(name);
            }
            catch (Exception e) when (e is IOException or BadImageFormatException)
            {
                // What is missing is missed when it is needed.
            }

            if (found is not null) yield return found;
        }
    }
}
