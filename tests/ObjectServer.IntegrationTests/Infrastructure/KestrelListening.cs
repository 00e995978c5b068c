using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ObjectServer.IntegrationTests.Infrastructure;

internal static class KestrelListening
{
    /// <summary>Listens on a free port of the loopback address.</summary>
    public static void ListenLocalhostAnyPort(this KestrelServerOptions kestrel, Action<ListenOptions> configure) =>
        kestrel.Listen(IPAddress.Loopback, 0, configure);
}
