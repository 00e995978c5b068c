using ObjectServer.Link;
using ObjectServer.Session;

namespace ObjectServer.Client;

/// <summary>Connects clients to a server in the same process.</summary>
public static class ObjectClientHostExtensions
{
    private const string Address = "in-process:";

    extension(ObjectClient)
    {
        /// <summary>
        /// Connects a client to the object server of a host in this process, without sockets: frames pass by memory, and everything else
        /// is as over any other link. The host need not be started, nor listen anywhere, nor map the server: this is meant for tests, and
        /// for an application that uses its own shared objects as others do.
        /// </summary>
        /// <param name="host">A host whose services have an object server; a web application is one. It stays the caller's.</param>
        /// <param name="options">How to connect; null for the defaults.</param>
        /// <param name="cancel">Gives up connecting; of no effect afterwards.</param>
        /// <exception cref="ArgumentException">An option is out of range.</exception>
        /// <exception cref="InvalidOperationException"><c>AddObjectServer</c> was not called for the host.</exception>
        /// <exception cref="ServerUnavailableException">The host is shutting down, or has stopped.</exception>
        public static Task<ObjectClient> ConnectAsync(IHost host, ObjectClientOptions? options = null, CancellationToken cancel = default)
        {
            ArgumentNullException.ThrowIfNull(host);
            LaneAcceptor acceptor = host.Services.GetService<LaneAcceptor>()
                ?? throw new InvalidOperationException("The host has no object server: call builder.Services.AddObjectServer() before it is built.");
            CancellationToken stopped = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped;
            return ObjectClient.ConnectByAsync(() => new InProcessLink(acceptor, stopped), Address, options, cancel);
        }
    }
}
