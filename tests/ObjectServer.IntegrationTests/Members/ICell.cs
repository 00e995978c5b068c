namespace ObjectServer.IntegrationTests.Members;

[SharedContract]
public interface ICell
{
    int Value { get; set; }
}
