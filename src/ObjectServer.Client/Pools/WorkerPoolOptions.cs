using System.Reflection;

namespace ObjectServer.Client;

/// <summary>How the workers of a <see cref="CallerPool{T}"/> are started, each a process with one object in it.</summary>
/// <typeparam name="T">The contract of the object.</typeparam>
public sealed class WorkerPoolOptions<T> : CallerPoolOptions
    where T : class
{
    /// <summary>
    /// The class of the object, marked with <see cref="SharedObjectAttribute"/>; each worker loads its assembly. Default: null, the one class of
    /// <see cref="LocalServerOptions.Assemblies"/> that implements <typeparamref name="T"/>.
    /// </summary>
    public Type? Class { get; set; }

    /// <summary>
    /// Arguments of its constructor. They can be proxies of objects elsewhere, which the object then calls by way of this process. Default: none.
    /// </summary>
    public IReadOnlyList<object?> Arguments { get; set; } = [];

    /// <summary>
    /// Runs once for each worker, before its first task; what it throws is what starting throws. Default: null, nothing.
    /// <see cref="LocalServerOptions.Initializer"/> of <see cref="Server"/> runs in the worker's process, before that.
    /// </summary>
    public Func<T, CancellationToken, Task>? Initialize { get; set; }

    /// <summary>
    /// How many items a worker runs before another takes its place. Default: null, any number. At least 1.
    /// </summary>
    public int? TasksPerWorker { get; set; }

    /// <summary>
    /// How each worker's process is started. It cannot have an address, since each worker needs one of its own. Default: as
    /// <see cref="LocalServer"/> does.
    /// </summary>
    public LocalServerOptions Server { get; set; } = new();

    /// <summary>How this process connects to each worker. Default: as <see cref="LocalServer.ConnectAsync"/> does, with no further try when a worker has ended.</summary>
    public ObjectClientOptions? Client { get; set; }

    /// <summary>The type's name in the worker; null where the contract says it.</summary>
    internal string? TypeName => Class?.GetCustomAttribute<SharedObjectAttribute>()?.Name;

    /// <inheritdoc/>
    internal override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Arguments);
        ArgumentNullException.ThrowIfNull(Server);
        if (TasksPerWorker is { } tasks) ArgumentOutOfRangeException.ThrowIfLessThan(tasks, 1, nameof(TasksPerWorker));
        if (Server.Address is not null) throw new ArgumentException("Each worker needs an address of its own; leave it out.", nameof(Server));
        if (Class is not null) CheckClass(Class);
        else if (Server.Assemblies.Count == 0) throw new ArgumentException($"Nothing says what the workers load: give {nameof(Class)}, or assemblies of {nameof(Server)}.", nameof(Class));
        WithAssemblies().Validate();
        Client?.Validate();
    }

    /// <summary>How a worker's process is started, the assembly of the class included.</summary>
    internal LocalServerOptions WithAssemblies() => Class is null || Server.Assemblies.Contains(Class.Assembly.Location)
        ? Server
        : Server.WithAssembly(Class.Assembly.Location);

    private void CheckClass(Type given)
    {
        if (TypeName is null) throw new ArgumentException($"{given} cannot be a worker's object: it is not marked [SharedObject].");
        if (!typeof(T).IsAssignableFrom(given)) throw new ArgumentException($"{given} cannot be a worker's object: it does not implement {typeof(T)}.");
    }
}
