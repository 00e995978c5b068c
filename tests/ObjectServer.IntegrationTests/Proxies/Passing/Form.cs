namespace ObjectServer.IntegrationTests.Proxies.Passing;

/// <summary>Where in the arguments of a call a proxy is.</summary>
public enum Form
{
    Alone,
    List,
    Array,
    Dictionary,
    Record,
    Tuple,
    Nested,
    Second,
}
