namespace ObjectServer.IntegrationTests.Dynamic;

/// <summary>A class without contract that is made with an object that has one.</summary>
public sealed class Holder(IShelf held)
{
    public IShelf Held => held;
}
