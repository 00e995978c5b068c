namespace ObjectServer.Contract;

/// <summary>What a class must be to initialise a server; both sides ask, the starter before it starts anything.</summary>
internal static class InitializerClass
{
    /// <summary>Why a type cannot initialise a server; null if it can.</summary>
    public static string? FaultOf(Type type)
    {
        if (!typeof(IServerInitializer).IsAssignableFrom(type)) return $"{type} is no initializer: it does not implement {nameof(IServerInitializer)}.";
        if (!type.IsClass || type.IsAbstract || type.IsGenericType)
            return $"{type} cannot be the initializer, of which the server makes one: it must be a class that is neither abstract nor generic.";
        return type.GetConstructor(Type.EmptyTypes) is null
            ? $"{type} cannot be the initializer: it has no public constructor without parameters."
            : null;
    }
}
