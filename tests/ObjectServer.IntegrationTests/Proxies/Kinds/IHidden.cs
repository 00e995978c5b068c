namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>Internal: this assembly opens itself to that of the proxies.</summary>
[SharedContract]
internal interface IHidden
{
    Note Note { get; set; }

    Task<IHidden> SelfAsync(IHidden other);
}
