namespace ObjectServer.IntegrationTests.SharedTypes.Collections;

[SharedContract]
public interface ITree
{
    ISharedList<ITree>? Branches { get; set; }
}
