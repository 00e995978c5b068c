namespace ObjectServer.IntegrationTests.SharedTypes.Collections;

public sealed class Clumsy : IClumsy
{
    public int Counted { get; private set; }

    public void CountOne()
    {
        int counted = Counted;
        Thread.SpinWait(20_000);
        Counted = counted + 1;
    }
}
