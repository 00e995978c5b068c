namespace ObjectServer.Dashboard.Tests.Infrastructure;

/// <summary>Tests in the browser come one after the other: there is one.</summary>
[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}
