namespace ObjectServer.IntegrationTests.Receipts;

/// <summary>An object of the client's that the server is given.</summary>
[SharedContract]
public interface IVisitor
{
    string Name { get; }
}
