namespace ObjectServer.IntegrationTests.Dynamic;

public abstract class CounterBase
{
    public int Inherited => 41;
}
