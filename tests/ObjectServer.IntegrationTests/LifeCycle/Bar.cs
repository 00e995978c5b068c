namespace ObjectServer.IntegrationTests.LifeCycle;

[SharedObject("bar")]
public sealed class Bar : IBar
{
    private readonly string _call = "g()";

    public string F() => "f()";

    public string G() => _call;

    public string H() => "h()";
}
