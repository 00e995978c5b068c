namespace ObjectServer.Dashboard.Tests.Infrastructure;

/// <summary>Tests in the browser come one after the other: there is one.</summary>
[CollectionDefinition(Name)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "It is what the runner calls a collection.")]
public sealed class BrowserCollection : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}
