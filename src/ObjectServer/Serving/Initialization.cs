using System.Reflection;
using ObjectServer.Objects;

namespace ObjectServer.Serving;

/// <summary>Runs the initializer.</summary>
internal static class Initialization
{
    /// <summary>Runs an initializer to its end.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="host">Where its objects go.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="stop">Cancels it; one that does not heed this is not waited for.</param>
    /// <exception cref="OperationCanceledException">The program was told to stop.</exception>
    /// <exception cref="InitializerFailedException">It threw.</exception>
    public static async Task RunAsync(Type type, ObjectHost host, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var setup = new ServerSetup(host);
        try
        {
            await Task.Run(() => Create(type).InitializeAsync(setup, arguments, stop), stop).WaitAsync(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            throw new InitializerFailedException($"The initializer {type} failed: {e}", e);
        }
        finally
        {
            setup.End();
        }
    }

    private static IServerInitializer Create(Type type) => (IServerInitializer)Activator.CreateInstance(
        type, BindingFlags.DoNotWrapExceptions | BindingFlags.Instance | BindingFlags.Public, null, null, null)!;
}
