namespace ObjectServer.Hosting;

/// <summary>Adds conventions to all endpoints of the server.</summary>
internal sealed class ObjectServerConventions(params IReadOnlyList<IEndpointConventionBuilder> services) : IEndpointConventionBuilder
{
    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (IEndpointConventionBuilder service in services) service.Add(convention);
    }

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        foreach (IEndpointConventionBuilder service in services) service.Finally(finallyConvention);
    }
}
