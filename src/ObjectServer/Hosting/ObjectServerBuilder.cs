using System.Reflection;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer;

/// <summary>Says what a server shares. Everything is checked when it is added.</summary>
public sealed class ObjectServerBuilder
{
    internal ObjectServerBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Lets clients create instances of a class.</summary>
    /// <typeparam name="TContract">The contract by which they use it.</typeparam>
    /// <typeparam name="TClass">The class; constructor parameters that a client does not give come from dependency injection.</typeparam>
    /// <param name="name">Type name that clients give; null for the one of the class's <see cref="SharedObjectAttribute"/>.</param>
    /// <exception cref="InvalidContractException">The contract or the class cannot be shared; all faults are listed.</exception>
    /// <exception cref="ArgumentException">There is no name.</exception>
    public ObjectServerBuilder AddType<TContract, TClass>(string? name = null)
        where TContract : class
        where TClass : class, TContract => Add(ContractModel.Of(typeof(TContract)), typeof(TClass), name);

    /// <summary>Shares an instance under a name from the start. It stays the caller's to dispose of.</summary>
    /// <typeparam name="TContract">The contract by which clients use it.</typeparam>
    /// <param name="name">The object's name.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="concurrency">How calls on it may overlap; null for what its class says, else serialized.</param>
    /// <exception cref="InvalidContractException">The contract or the class cannot be shared; all faults are listed.</exception>
    public ObjectServerBuilder AddObject<TContract>(string name, TContract instance, ObjectConcurrency? concurrency = null)
        where TContract : class
    {
        Services.AddSingleton(NamedInstance.Of(name, instance, concurrency, ObjectOwnership.Given));
        return this;
    }

    /// <summary>Lets clients create instances of every class of an assembly that has <see cref="SharedObjectAttribute"/>.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <exception cref="InvalidContractException">A class or contract in it cannot be shared; all faults of the first such class are listed.</exception>
    /// <exception cref="ArgumentException">The assembly has no such class.</exception>
    public ObjectServerBuilder AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        Type[] shared = [.. assembly.GetTypes().Where(type => type.IsDefined(typeof(SharedObjectAttribute), inherit: false))];
        if (shared.Length == 0) throw new ArgumentException($"{assembly.GetName().Name} has no class with [SharedObject].", nameof(assembly));
        foreach (Type type in shared) Add(null, type, null);
        return this;
    }

    private ObjectServerBuilder Add(ContractModel? contract, Type type, string? name)
    {
        ObjectType shared = ObjectType.Of(type);
        name ??= shared.TypeName;
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        IEnumerable<ContractModel> others = shared.Contracts.Where(other => other != contract);
        Services.AddSingleton(new TypeRegistration(name, type, shared.Concurrency, contract is null ? [.. others] : [contract, .. others]));
        return this;
    }
}
