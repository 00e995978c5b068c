namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>Contracts inside classes.</summary>
public static class Outer
{
    [SharedContract]
    public interface IInner
    {
        string Name { get; }
    }

    [SharedContract]
    private interface IPrivate
    {
        string Name { get; }
    }

    public static Type Private => typeof(IPrivate);

    public sealed class Inner : IInner
    {
        public string Name => "inner";
    }

    public sealed class Of<T>
    {
        [SharedContract]
        public interface IInner
        {
            T Value { get; set; }
        }

        public sealed class Inner : IInner
        {
            public required T Value { get; set; }
        }
    }
}
