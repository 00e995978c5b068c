namespace ObjectServer.IntegrationTests.Proxies.Kinds;

[SharedObject("hidden")]
internal sealed class Hidden : IHidden
{
    public Note Note { get; set; } = new("none", 0);

    public Task<IHidden> SelfAsync(IHidden other) => Task.FromResult<IHidden>(ReferenceEquals(other, this) ? this : new Hidden());
}
