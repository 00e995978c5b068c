namespace ObjectServer.IntegrationTests.Members;

[SharedObject("cell")]
public sealed class Cell(int value) : ICell
{
    public int Value { get; set; } = value;
}
