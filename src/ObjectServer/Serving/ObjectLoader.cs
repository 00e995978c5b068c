using System.Reflection;
using ObjectServer.Dispatch;

namespace ObjectServer.Serving;

/// <summary>Loads the assemblies whose classes are shared, and says all that is wrong with all of them at once.</summary>
internal static class ObjectLoader
{
    /// <summary>Loads assemblies and checks every class in them that has <see cref="SharedObjectAttribute"/>.</summary>
    /// <param name="paths">Full paths.</param>
    /// <exception cref="StartException">An assembly cannot be loaded, shares nothing, or shares what cannot be shared.</exception>
    public static IReadOnlyList<Assembly> Load(IReadOnlyList<string> paths)
    {
        List<Assembly> assemblies = [];
        List<string> faults = [];
        Dictionary<string, string> names = [];
        foreach (string path in paths)
        {
            try
            {
                assemblies.Add(Load(path, names, faults));
            }
            catch (BadImageFormatException)
            {
                faults.Add($"{path} is not a .NET assembly.");
            }
            catch (ReflectionTypeLoadException e)
            {
                faults.AddRange(e.LoaderExceptions.Select(cause => $"{path} cannot be loaded: {OneLine(cause?.Message ?? e.Message)}"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or TypeLoadException or InvalidOperationException)
            {
                faults.Add($"{path} cannot be loaded: {OneLine(e.Message)}");
            }
        }

        return faults.Count == 0 ? assemblies : throw new StartException(ExitCodes.LoadFailed, [.. faults.Distinct()]);
    }

    private static Assembly Load(string path, Dictionary<string, string> names, List<string> faults)
    {
        if (!File.Exists(path)) throw new FileNotFoundException("there is no such file.");
        Assembly assembly = new ObjectAssemblyContext(path).LoadFromAssemblyPath(path);
        Type[] shared = [.. assembly.GetTypes().Where(type => type.IsDefined(typeof(SharedObjectAttribute), inherit: false))];
        if (shared.Length == 0) faults.Add($"{path} has no class with [SharedObject].");
        foreach (Type type in shared)
        {
            try
            {
                string name = ObjectType.Of(type).TypeName ?? "";
                if (string.IsNullOrWhiteSpace(name)) faults.Add($"{path}: {type} has no type name in its [SharedObject].");
                else if (!names.TryAdd(name, $"{type} of {path}"))
                    faults.Add($"{path}: {type} has the type name \"{name}\", and so has {names[name]}.");
            }
            catch (InvalidContractException e)
            {
                faults.AddRange(e.Faults.Select(fault => $"{path}: {e.ContractType} cannot be shared: {OneLine(fault)}"));
            }
        }

        return assembly;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
