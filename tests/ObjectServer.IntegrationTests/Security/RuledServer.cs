using ObjectServer.Client;
using ObjectServer.IntegrationTests.Contracts;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>
/// A server with two keys and rules for them: writers create, call and delete calculators without a name and everything named "shared/…";
/// readers call what is named "shared/…". It has "shared/first", and "secret", about which there is no rule.
/// </summary>
internal static class RuledServer
{
    public const string Readers = "readers";
    public const string Writers = "writers";

    public static Task<KeyServer> StartAsync(SecuredLink link, Action<ObjectServerBuilder>? more = null) => KeyServer.StartAsync(
        link,
        options =>
        {
            options.AuthKeys[Readers] = KeyOf(Readers);
            options.AuthKeys[Writers] = KeyOf(Writers);

            // Of no effect once there are rules.
            options.AllowShutdown = true;
        },
        share: builder =>
        {
            const ObjectPermissions Use = ObjectPermissions.Create | ObjectPermissions.Call | ObjectPermissions.Delete;
            builder.AddObject<ICalculator>("shared/first", new Calculator("first"))
                .AddObject<ICalculator>("secret", new Calculator("secret"))
                .Allow(AllowedClients.WithKey(Readers), ObjectPermissions.Call, namePrefix: "shared/")
                .Allow(AllowedClients.WithKey(Writers), Use, namePrefix: "shared/")
                .Allow(AllowedClients.WithKey(Writers), Use, type: "calculator");
            more?.Invoke(builder);
        });

    public static string KeyOf(string name) => $"the key of the {name}";

    public static Task<ObjectClient> ConnectAsync(this KeyServer server, string name) =>
        server.Server.ConnectAsync(new ObjectClientOptions { AuthKey = KeyOf(name), AuthKeyName = name });
}
