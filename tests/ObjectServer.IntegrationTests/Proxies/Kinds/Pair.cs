namespace ObjectServer.IntegrationTests.Proxies.Kinds;

public sealed class Pair<TFirst, TSecond>(TFirst first, TSecond second) : IPair<TFirst, TSecond>
{
    public TFirst First => first;

    public TSecond Second => second;
}
