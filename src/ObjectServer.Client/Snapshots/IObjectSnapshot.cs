namespace ObjectServer.Client;

/// <summary>
/// What every snapshot of <see cref="ObjectClient.SnapshotAsync"/> implements beside its contract: <c>((IObjectSnapshot)copy).Values</c>.
/// Immutable but for what the values themselves are; reads may overlap.
/// </summary>
public interface IObjectSnapshot
{
    /// <summary>The object that it was taken of. It keeps nothing alive.</summary>
    ObjectReference Reference { get; }

    /// <summary>The values of the properties by their names, in the order of the contract.</summary>
    IReadOnlyDictionary<string, object?> Values { get; }
}
