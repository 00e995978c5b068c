namespace ObjectServer.IntegrationTests.Errors;

public sealed class Thrower : IThrower
{
    public void Fail() => throw new LatticeException("cracked");
}
