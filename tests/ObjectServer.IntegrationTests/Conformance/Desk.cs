namespace ObjectServer.IntegrationTests.Conformance;

[SharedObject("desk", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Desk : IDesk
{
    public IThing Show(IThing thing) => thing;

    public IThing Make(string key) => new Thing(key);

    public Task<IReadOnlyDictionary<string, IThing>> MakeAllAsync(IReadOnlyList<string> keys) =>
        Task.FromResult<IReadOnlyDictionary<string, IThing>>(keys.ToDictionary(key => key, IThing (key) => new Thing(key)));
}
