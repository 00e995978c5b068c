using ObjectServer.Client.Link;
using ObjectServer.Contract;

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
    /// Class that runs in the server's process before the server is ready, an <see cref="IServerInitializer"/> with a public constructor
    /// without parameters; the server loads it from the file of its assembly. What it throws, <see cref="LocalServer.StartAsync"/> throws,
    /// and the process ends. Default: null, none.
    /// </summary>
    public Type? Initializer { get; set; }

    /// <summary>What the initializer is given. Other users of the machine can see it in lists of processes. Default: none.</summary>
    public IReadOnlyList<string> InitializerArguments { get; set; } = [];

    /// <summary>
    /// Where the server listens: <c>unix:/path</c>, or <c>http://127.0.0.1:port</c>, where port 0 takes a free one. An address that another
    /// server has just left can be taken at once. Everybody on the machine can reach an http address. Default: null, a Unix socket in a
    /// fresh folder that only this user can enter.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>
    /// Key that clients of the server must prove. The server gets it by a pipe, where no other user can see it. Default: null, one that is
    /// drawn at random for each server and that <see cref="LocalServer.AuthKey"/> tells. Up to 4096 characters in one line.
    /// </summary>
    public string? AuthKey { get; set; }

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
    /// How long the server may take until it is ready, its initializer included; then starting fails with
    /// <see cref="ServerUnavailableException"/>. Default: 30 seconds.
    /// </summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the server may take to end; then it is killed. Running calls have half of that time. Default: 10 seconds.
    /// </summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);

    internal List<Action<Errors.ExceptionRegistry>> Exceptions { get; } = [];

    /// <summary>
    /// Lets exceptions of type <typeparamref name="TException"/> that the initializer throws arrive as themselves. Well-known types of the
    /// base class library need no registration.
    /// </summary>
    /// <typeparam name="TException">A type with a public constructor (string message, Exception? innerException).</typeparam>
    /// <exception cref="InvalidOperationException">The type has no such constructor, is abstract, or derives from <see cref="ObjectServerException"/>.</exception>
    public LocalServerOptions AddException<TException>()
        where TException : Exception
    {
        Errors.ExceptionRegistry.Check<TException>();
        Exceptions.Add(static registry => registry.Add<TException>());
        return this;
    }

    /// <summary>These options with a further assembly.</summary>
    internal LocalServerOptions WithAssembly(string path)
    {
        var copy = (LocalServerOptions)MemberwiseClone();
        copy.Assemblies = [.. Assemblies, path];
        return copy;
    }

    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(InitializerArguments);
        if (Address is not null) _ = LinkAddress.Parse(Address);
        if (Initializer is not null) CheckInitializer(Initializer, nameof(Initializer));
        else if (InitializerArguments.Count > 0) throw new ArgumentException("There are arguments for an initializer, and no initializer.", nameof(InitializerArguments));
        if (AuthKey is not null && (string.IsNullOrWhiteSpace(AuthKey) || AuthKey.Length > 4096 || AuthKey.AsSpan().ContainsAny('\r', '\n')))
            throw new ArgumentException("The key is empty, longer than 4096 characters, or has more than one line.", nameof(AuthKey));
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

    private static void CheckInitializer(Type initializer, string option)
    {
        if (InitializerClass.FaultOf(initializer) is { } fault) throw new ArgumentException(fault, option);
        if (initializer.Assembly.Location.Length == 0)
        {
            throw new ArgumentException(
                $"{initializer} cannot be the initializer: its assembly has no file that the server could load. "
                + "Assemblies of a single-file application have none: give the server files of their own.",
                option);
        }
    }
}
