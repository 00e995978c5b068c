namespace ObjectServer.Serving;

/// <summary>What runs before the server listens. Given by whoever starts the process, never by a client.</summary>
/// <param name="Path">Full path of the assembly.</param>
/// <param name="TypeName">Full name of the class; null for the only one there is.</param>
/// <param name="Arguments">What it is given.</param>
internal sealed record InitializerSettings(string Path, string? TypeName, IReadOnlyList<string> Arguments);
