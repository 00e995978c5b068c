namespace ObjectServer.IntegrationTests.Conformance;

/// <summary>Members that return other objects.</summary>
[SharedContract]
public interface IDesk
{
    /// <summary>What it was given comes back, as a reference that its receiver holds.</summary>
    IThing Show(IThing thing);

    IThing Make(string key);

    Task<IReadOnlyDictionary<string, IThing>> MakeAllAsync(IReadOnlyList<string> keys);
}
