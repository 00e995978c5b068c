namespace ObjectServer.IntegrationTests.SharedTypes.Collections;

public sealed class Tree : ITree
{
    public ISharedList<ITree>? Branches { get; set; }
}
