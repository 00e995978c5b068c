using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.Loader;

namespace ObjectServer.Serving;

/// <summary>
/// Where a loaded assembly and its dependencies live. What the server has comes from the server, so that attributes, contracts and
/// messages are the same types on both sides; everything else, and the packages that only this program uses, comes from beside the
/// assembly if it is there.
/// </summary>
internal sealed class ObjectAssemblyContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private static readonly FrozenSet<string> OfTheServer = ServerAssemblies();

    private readonly AssemblyDependencyResolver _resolver = new(path);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is { } name && OfTheServer.Contains(name)) return null;
        return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
    }

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : IntPtr.Zero;

    private static FrozenSet<string> ServerAssemblies()
    {
        string paths = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        return paths.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.StartsWith("Serilog", StringComparison.Ordinal) && name != "System.CommandLine")
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
