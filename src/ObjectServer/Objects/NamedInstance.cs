namespace ObjectServer.Objects;

/// <summary>An instance that the host shares from the start.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Instance">The instance, which stays the host's.</param>
/// <param name="TypeName">What lists show as its type.</param>
/// <param name="Concurrency">How calls may overlap.</param>
internal sealed record NamedInstance(string Name, object Instance, string TypeName, ObjectConcurrency Concurrency);
