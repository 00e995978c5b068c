namespace ObjectServer.IntegrationTests.LifeCycle;

/// <summary>Has more than its contract shares.</summary>
[SharedObject("foo")]
public sealed class Foo : IFoo
{
    private readonly string _call = "h()";

    public string F() => "f()";

    public string G() => throw new ArgumentException("no g today");

    public string H() => _call;
}
