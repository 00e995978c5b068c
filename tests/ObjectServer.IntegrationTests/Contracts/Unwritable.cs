namespace ObjectServer.IntegrationTests.Contracts;

/// <summary>Has a property that throws when it is read.</summary>
public sealed class Unwritable
{
    private readonly string _reason = "this property cannot be read";

    public int Fails
    {
        get => throw new InvalidOperationException(_reason);
        init => _reason = $"{value}";
    }
}
