namespace ObjectServer;

/// <summary>A server that is not ready yet, as its <see cref="IServerInitializer"/> sees it. Calls may overlap.</summary>
public interface IServerSetup
{
    /// <summary>
    /// Shares an instance under a name, as an object that a client has created under it. It is the server's from here on, which disposes of
    /// it when it is deleted, and when the server ends.
    /// </summary>
    /// <typeparam name="TContract">The contract by which clients use it.</typeparam>
    /// <param name="name">The object's name.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="concurrency">How calls on it may overlap; null for what its class says, else serialized.</param>
    /// <exception cref="ArgumentException">There is no name.</exception>
    /// <exception cref="InvalidContractException">The contract or the class cannot be shared; all faults are listed.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    /// <exception cref="InvalidOperationException">The instance is shared already, or initialising has ended.</exception>
    void AddObject<TContract>(string name, TContract instance, ObjectConcurrency? concurrency = null)
        where TContract : class;
}
