namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>Two closed forms of one generic contract, in one object.</summary>
public sealed class Both : IPair<int, string>, IPair<string, int>
{
    int IPair<int, string>.First => 1;

    string IPair<int, string>.Second => "two";

    string IPair<string, int>.First => "one";

    int IPair<string, int>.Second => 2;
}
