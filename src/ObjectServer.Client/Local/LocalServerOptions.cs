namespace ObjectServer.Client;

/// <summary>How a server of one's own is started. Read when it starts; changing it later has no effect.</summary>
public sealed class LocalServerOptions
{
    /// <summary>
    /// Paths of the assemblies that the server loads; clients may create every class in them that has
    /// <see cref="SharedObjectAttribute"/>. Relative ones start from the working directory of this process. Default: none.
    /// </summary>
    public IReadOnlyList<string> Assemblies { get; set; } = [];

    /// <summary>
    /// Path of the server's program: <c>ObjectServer.dll</c>, or an executable. Default: null, for
    /// <c>objectserver/ObjectServer.dll</c> beside the application, else <c>ObjectServer.dll</c> beside it.
    /// </summary>
    public string? ServerPath { get; set; }

    /// <summary>Further arguments of the program, such as <c>--cpu-threads</c> and <c>4</c>. Default: none.</summary>
    public IReadOnlyList<string> Arguments { get; set; } = [];

    /// <summary>The server's working directory. Default: null, the one of this process.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>
    /// Environment variables that the server gets besides those of this process, or instead of them; null takes one away. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Environment { get; set; } = new Dictionary<string, string?>();

    /// <summary>
    /// Gets each line that the server logs, and each that its objects write to the console. Called on threads of its own, from two at
    /// a time; what it throws is ignored. Default: null, lines are dropped.
    /// </summary>
    public Action<string>? ServerOutput { get; set; }

    /// <summary>
    /// How long the server may take until it is ready; then starting fails with <see cref="ServerUnavailableException"/>. Default: 30
    /// seconds.
    /// </summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the server may take to end; then it is killed. Running calls have half of that time. Default: 10 seconds.
    /// </summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Assemblies);
        ArgumentNullException.ThrowIfNull(Arguments);
        ArgumentNullException.ThrowIfNull(Environment);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StartTimeout, TimeSpan.Zero, nameof(StartTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StopTimeout, TimeSpan.Zero, nameof(StopTimeout));
        if (Assemblies.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException(
                "The path of an assembly is empty. Assemblies of a single-file application have no path: give the server files of their own.",
                nameof(Assemblies));
        }
    }
}
