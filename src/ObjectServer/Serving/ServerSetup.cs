using ObjectServer.Objects;

namespace ObjectServer.Serving;

/// <summary>The server as its initializer sees it, until that has ended.</summary>
internal sealed class ServerSetup(ObjectHost host) : IServerSetup
{
    private readonly Lock _gate = new();
    private bool _over;

    /// <inheritdoc/>
    public void AddObject<TContract>(string name, TContract instance, ObjectConcurrency? concurrency = null)
        where TContract : class
    {
        var given = NamedInstance.Of(name, instance, concurrency, ObjectOwnership.Created);
        lock (_gate)
        {
            if (_over) throw new InvalidOperationException($"\"{name}\" was to be shared by an initializer that has ended.");
            host.Add(given);
        }
    }

    /// <summary>Refuses whatever comes later.</summary>
    public void End()
    {
        lock (_gate) _over = true;
    }
}
