namespace ObjectServer;

/// <summary>
/// Runs in the process of a server of one's own before that server is ready: it can share objects from the start, open files, warm up.
/// <c>LocalServerOptions.Initializer</c> names the class, and so does the program's <c>--initializer</c>. The class has a public
/// constructor without parameters, is not generic, and is made and run once in each start of a server.
/// </summary>
public interface IServerInitializer
{
    /// <summary>
    /// Prepares the server. It listens when this has completed. What this throws ends the server's process, and whoever starts the server
    /// gets it.
    /// </summary>
    /// <param name="setup">What the server will share. Use it only until the returned task has completed.</param>
    /// <param name="arguments">What the starter of the server gave.</param>
    /// <param name="cancel">Cancelled when the server is told to stop before it is ready, or its parent process is gone.</param>
    Task InitializeAsync(IServerSetup setup, IReadOnlyList<string> arguments, CancellationToken cancel);
}
