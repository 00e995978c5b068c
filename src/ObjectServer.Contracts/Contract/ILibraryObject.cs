namespace ObjectServer.Contract;

/// <summary>
/// An object whose class is the library's own, such as a segment of shared memory. Its errors are the library's: they arrive as themselves, where
/// those that an object of a user throws arrive as the object's.
/// </summary>
internal interface ILibraryObject
{
    /// <summary>Whether it acts for such an object; false for what only sometimes does, as an enumeration of what one of its members returned.</summary>
    bool IsOfLibrary => true;

    /// <summary>Somebody has taken it away, whoever still holds it. Calls of it may still run. Does not wait.</summary>
    void OnDeleted()
    {
    }
}
