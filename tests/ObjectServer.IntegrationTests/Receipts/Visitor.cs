namespace ObjectServer.IntegrationTests.Receipts;

public sealed class Visitor : IVisitor
{
    public string Name => "visitor";
}
