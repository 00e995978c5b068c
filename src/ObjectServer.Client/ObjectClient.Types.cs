namespace ObjectServer.Client;

/// <content>Objects of the types that every server has.</content>
public sealed partial class ObjectClient
{
    /// <summary>Creates a value that many clients read and write.</summary>
    /// <typeparam name="T">Its type: immutable, such as a number, a text or a record that the server knows; or a contract.</typeparam>
    /// <param name="value">The first value.</param>
    /// <param name="name">Its name, which keeps it when nobody holds it; null for none.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="ArgumentException">Values of this type can be changed without anybody seeing it; the message says what to use.</exception>
    /// <exception cref="TypeNotRegisteredException">The server does not allow the type.</exception>
    /// <exception cref="NameTakenException">An object of that name exists.</exception>
    public Task<ISharedValue<T>> CreateValueAsync<T>(T value, string? name = null, CancellationToken cancel = default) =>
        CreateAsync<ISharedValue<T>>([value], new CreateOptions { Name = name }, cancel);

    /// <summary>Finds a named value, or creates it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The first value, if it is created.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <inheritdoc cref="CreateValueAsync{T}" path="/typeparam"/>
    /// <inheritdoc cref="CreateValueAsync{T}" path="/exception[position() &lt; 3]"/>
    /// <exception cref="ContractMismatchException">The object of that name is no value of this type.</exception>
    public Task<ISharedValue<T>> GetOrCreateValueAsync<T>(string name, T value, CancellationToken cancel = default) =>
        GetOrCreateAsync<ISharedValue<T>>(name, [value], cancel: cancel);
}
