namespace ObjectServer.IntegrationTests.Proxies.Kinds;

[SharedContract]
public interface IPair<TFirst, TSecond>
{
    TFirst First { get; }

    TSecond Second { get; }
}
