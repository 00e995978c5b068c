using System.Reflection;
using ObjectServer.Contract;

namespace ObjectServer.Serving;

/// <summary>Finds the class that initialises the server.</summary>
internal static class InitializerLoader
{
    /// <summary>Finds the class, in an assembly that is loaded already if it is one of those: they then mean the same types.</summary>
    /// <exception cref="StartException">The assembly cannot be loaded, or has no such class, or it cannot initialise a server.</exception>
    public static Type Load(InitializerSettings given, IReadOnlyList<Assembly> loaded)
    {
        Type type = given.TypeName is { } name ? Find(LoadAssembly(given.Path, loaded), name) : Only(LoadAssembly(given.Path, loaded));
        return InitializerClass.FaultOf(type) is { } fault ? throw Failed($"{given.Path}: {fault}") : type;
    }

    private static Assembly LoadAssembly(string path, IReadOnlyList<Assembly> loaded)
    {
        if (loaded.FirstOrDefault(assembly => assembly.Location == path) is { } known) return known;
        try
        {
            return File.Exists(path) ? new ObjectAssemblyContext(path).LoadFromAssemblyPath(path) : throw Failed($"{path} cannot be loaded: there is no such file.");
        }
        catch (BadImageFormatException)
        {
            throw Failed($"{path} is not a .NET assembly.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed($"{path} cannot be loaded: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static Type Find(Assembly assembly, string name)
    {
        try
        {
            return assembly.GetType(name, throwOnError: false) ?? throw Failed($"{assembly.Location} has no class {name}.");
        }
        catch (Exception e) when (e is IOException or TypeLoadException)
        {
            throw Failed($"{assembly.Location}: {name} cannot be loaded: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static Type Only(Assembly assembly)
    {
        Type[] all;
        try
        {
            all = [.. assembly.GetTypes().Where(type => InitializerClass.FaultOf(type) is null)];
        }
        catch (ReflectionTypeLoadException e)
        {
            throw Failed($"{assembly.Location} cannot be loaded: {(e.LoaderExceptions.FirstOrDefault() ?? e).Message.ReplaceLineEndings(" ")}");
        }

        return all.Length switch
        {
            1 => all[0],
            0 => throw Failed($"{assembly.Location} has no class that implements {nameof(IServerInitializer)}."),
            _ => throw Failed($"{assembly.Location} has several initializers; name one of them by {Settings.InitializerType.Flag}: {string.Join<Type>(", ", all)}."),
        };
    }

    private static StartException Failed(string fault) => new(ExitCodes.LoadFailed, fault);
}
