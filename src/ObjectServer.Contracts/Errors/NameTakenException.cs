namespace ObjectServer;

/// <summary>
/// An object was to be created under a name that another object has. Nothing was created. Get that object, use
/// <c>GetOrCreateAsync</c>, delete it first, or choose another name.
/// </summary>
public sealed class NameTakenException : ObjectServerException
{
    /// <summary>Creates the error and its message.</summary>
    /// <param name="name">The name.</param>
    public NameTakenException(string name)
        : this($"An object named \"{name}\" exists already. Get it, use GetOrCreateAsync, or choose another name.", name, null)
    {
    }

    internal NameTakenException(string message, string name, Exception? innerException)
        : base(message, innerException) => Name = name;

    /// <summary>The name that was asked for.</summary>
    public string Name { get; }
}
