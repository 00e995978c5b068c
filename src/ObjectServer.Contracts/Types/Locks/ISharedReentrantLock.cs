using ObjectServer.Contract;

namespace ObjectServer;

/// <summary>
/// A lock that its owner may acquire again while he has it, and that is free when he has released it as often. The owner is the client's session and,
/// in it, the flow of code that has acquired the lock, through all its awaits: what it starts while it has the lock counts as the owner, too. A
/// method that acquires the lock for its caller does not make that the owner: acquire it where it is used. Calls may overlap.
/// </summary>
[SharedContract]
[LibraryContract("SharedReentrantLock")]
public interface ISharedReentrantLock : ISharedLock
{
}
