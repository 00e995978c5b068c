using System.Reflection;

namespace ObjectServer.Serving;

/// <summary>What the settings name that is not the program's own.</summary>
/// <param name="Assemblies">The assemblies whose classes are shared.</param>
/// <param name="TypeArguments">Types that generic methods may be called for.</param>
/// <param name="Initializer">The class that initialises the server; null for none.</param>
internal sealed record LoadedCode(IReadOnlyList<Assembly> Assemblies, IReadOnlyList<Type> TypeArguments, Type? Initializer)
{
    /// <summary>Loads it, and checks everything in it that is shared.</summary>
    /// <exception cref="StartException">Something cannot be loaded, or cannot be used for what it is named for.</exception>
    public static LoadedCode Load(ServerSettings settings)
    {
        IReadOnlyList<Assembly> assemblies = ObjectLoader.Load(settings.Load);
        IReadOnlyList<Type> typeArguments = TypeArgumentLoader.Load(settings.TypeArguments, assemblies);
        return new LoadedCode(assemblies, typeArguments, settings.Initializer is { } given ? InitializerLoader.Load(given, assemblies) : null);
    }
}
