using System.Reflection;
using ObjectServer.Contract;
using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Session.Access;

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

    /// <summary>
    /// Lets clients create instances of a class that needs no interface: its contract is what is selected of its public methods and
    /// properties, and nothing else. Clients use it by <c>CreateDynamicAsync</c>, or by the unary service.
    /// </summary>
    /// <typeparam name="TClass">The class; constructor parameters that a client does not give come from dependency injection.</typeparam>
    /// <param name="name">Type name that clients give. A class may be registered under several, with a selection each.</param>
    /// <param name="members">Selects members: <c>members => members.Public().Except("Reset")</c>.</param>
    /// <param name="concurrency">How calls on one object may overlap.</param>
    /// <exception cref="InvalidContractException">
    /// The class cannot be shared, or it lacks a member that was named, or one that was selected cannot be remote; all faults are listed.
    /// </exception>
    public ObjectServerBuilder AddType<TClass>(
        string name, Action<MemberSelection> members, ObjectConcurrency concurrency = ObjectConcurrency.Serialized)
        where TClass : class
    {
        List<string> faults = SharedClass.FaultsOfInstances(typeof(TClass));
        return faults.Count == 0 ? AddClass<TClass>(name, members, concurrency, null) : throw new InvalidContractException(typeof(TClass), faults);
    }

    /// <summary>
    /// Lets clients create objects that a factory makes. The arguments that clients give go to its parameters as they do to those of
    /// a constructor; parameters that they do not give come from dependency injection (<see cref="IServiceProvider"/> too), or are optional.
    /// What it makes is new each time, and the server disposes of it as of what constructors make.
    /// </summary>
    /// <typeparam name="TContract">The contract by which clients use it. What the factory is declared to return implements it.</typeparam>
    /// <param name="name">Type name that clients give.</param>
    /// <param name="factory">
    /// <c>(IServiceProvider services, int start) => new Counter(start)</c>. It is called for several clients at the same time. What it
    /// throws reaches the client, and so does an <see cref="InvalidOperationException"/> when it returns null.
    /// </param>
    /// <param name="concurrency">How calls on one object may overlap.</param>
    /// <exception cref="InvalidContractException">The contract has members that cannot be remote; all faults are listed.</exception>
    /// <exception cref="ArgumentException">There is no name, or the factory does not return <typeparamref name="TContract"/>.</exception>
    public ObjectServerBuilder AddFactory<TContract>(
        string name, Delegate factory, ObjectConcurrency concurrency = ObjectConcurrency.Serialized)
        where TContract : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ContractModel contract = ContractModel.Of(typeof(TContract));
        Type made = Made<TContract>(factory);
        IEnumerable<ContractModel> others = SharedClass.ContractsOf(made).Where(other => other != typeof(TContract)).Select(ContractModel.Of);
        Services.AddSingleton(new TypeRegistration(name, made, concurrency, [contract, .. others]) { Factory = factory });
        return this;
    }

    /// <summary>Lets clients create objects that a factory makes and that need no interface.</summary>
    /// <typeparam name="TClass">The class whose members are selected, and which the factory returns.</typeparam>
    /// <param name="name">Type name that clients give.</param>
    /// <param name="factory">As for <see cref="AddFactory{TContract}(string, Delegate, ObjectConcurrency)"/>.</param>
    /// <param name="members">Selects members.</param>
    /// <param name="concurrency">How calls on one object may overlap.</param>
    /// <exception cref="InvalidContractException">
    /// The class lacks a member that was named, or one that was selected cannot be remote; all faults are listed.
    /// </exception>
    /// <exception cref="ArgumentException">There is no name, or the factory does not return <typeparamref name="TClass"/>.</exception>
    public ObjectServerBuilder AddFactory<TClass>(
        string name, Delegate factory, Action<MemberSelection> members, ObjectConcurrency concurrency = ObjectConcurrency.Serialized)
        where TClass : class
    {
        _ = Made<TClass>(factory);
        return AddClass<TClass>(name, members, concurrency, factory);
    }

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

    /// <summary>
    /// Lets clients do something. Without any rule, who is let in may do everything but shut the server down. As soon as there is one,
    /// what no rule allows is refused with <see cref="AccessDeniedException"/>, and what a client may not use it neither finds nor sees in lists.
    /// Objects that members return may be called by who gets them.
    /// </summary>
    /// <param name="clients">Who.</param>
    /// <param name="permissions">What.</param>
    /// <param name="type">Only with objects of this registered type; null for any. Without <paramref name="namePrefix"/>, only those without a name.</param>
    /// <param name="namePrefix">Only with objects whose name begins so; empty for all that have one. Null and no type: with every object.</param>
    /// <exception cref="ArgumentException">There is nothing to allow, or the type is empty.</exception>
    public ObjectServerBuilder Allow(AllowedClients clients, ObjectPermissions permissions, string? type = null, string? namePrefix = null)
    {
        ArgumentNullException.ThrowIfNull(clients);
        if (permissions == ObjectPermissions.None || (permissions & ~ObjectPermissions.All) != 0)
            throw new ArgumentException($"{permissions} is nothing to allow; it is one or several of {ObjectPermissions.All}.", nameof(permissions));
        if (type is not null) ArgumentException.ThrowIfNullOrWhiteSpace(type);
        var rule = new AccessRule(clients, permissions, type, namePrefix);
        Services.Configure<ObjectServerOptions>(options => options.Rules.Add(rule));
        return this;
    }

    private static Type Made<T>(Delegate factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        Type made = factory.Method.ReturnType;
        return made.IsAssignableTo(typeof(T))
            ? made
            : throw new ArgumentException($"The factory returns {made}, which is no {typeof(T)}; let it return the object itself, not a task of it.", nameof(factory));
    }

    private ObjectServerBuilder AddClass<TClass>(string name, Action<MemberSelection> members, ObjectConcurrency concurrency, Delegate? factory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(members);
        var selection = new MemberSelection();
        members(selection);
        ContractModel contract = ContractModel.OfClass(typeof(TClass), name, selection.Selected);
        Services.AddSingleton(new TypeRegistration(name, typeof(TClass), concurrency, [contract])
        {
            Type = ObjectType.OfClass(contract, name, concurrency),
            Factory = factory,
        });
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
