namespace ObjectServer.IntegrationTests.Contracts;

/// <summary>Has a property that throws when it is read.</summary>
public sealed class Unwritable
{
    private readonly string _reason = "this property cannot be read";

    public int Fails => throw new InvalidOperationException(_reason);
}
