namespace Grpc.Core;

/// <summary>What the transport knows of the peer of a call, from its client certificate.</summary>
public class AuthContext
{
    private readonly Dictionary<string, List<AuthProperty>> _properties;

    /// <summary>Makes a context.</summary>
    /// <param name="peerIdentityPropertyName">The property that identifies the peer; null where the peer is not authenticated.</param>
    /// <param name="properties">The properties by their names, each possibly with several values.</param>
    /// <exception cref="ArgumentNullException"><paramref name="properties"/> is null.</exception>
    public AuthContext(string? peerIdentityPropertyName, Dictionary<string, List<AuthProperty>> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        PeerIdentityPropertyName = peerIdentityPropertyName;
        _properties = properties;
    }

    /// <summary>Whether the peer has shown who it is.</summary>
    public bool IsPeerAuthenticated => PeerIdentityPropertyName is not null;

    /// <summary>The property that identifies the peer; null where the peer is not authenticated.</summary>
    public string? PeerIdentityPropertyName { get; }

    /// <summary>The values of the property that identifies the peer; none where the peer is not authenticated.</summary>
    public IEnumerable<AuthProperty> PeerIdentity => PeerIdentityPropertyName is null ? [] : _properties[PeerIdentityPropertyName];

    /// <summary>All that is known of the peer.</summary>
    public IEnumerable<AuthProperty> Properties => _properties.Values.SelectMany(values => values);

    /// <summary>Finds the values of a property.</summary>
    /// <param name="propertyName">The property.</param>
    /// <returns>The values; none where the property is unknown.</returns>
    public IEnumerable<AuthProperty> FindPropertiesByName(string propertyName) =>
        _properties.TryGetValue(propertyName, out List<AuthProperty>? values) ? values : [];
}
