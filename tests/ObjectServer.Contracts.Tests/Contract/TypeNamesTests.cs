using ObjectServer.Contract;

namespace ObjectServer.Contracts.Tests.Contract;

public sealed class TypeNamesTests
{
    private const string Here = "ObjectServer.Contracts.Tests.Contract.TypeNamesTests";

    [Theory]
    [InlineData(typeof(int), "System.Int32")]
    [InlineData(typeof(int?), "System.Nullable<System.Int32>")]
    [InlineData(typeof(string[]), "System.String[]")]
    [InlineData(typeof(double[,]), "System.Double[,]")]
    [InlineData(typeof(double[][,]), "System.Double[,][]")]
    [InlineData(typeof(Dictionary<string, List<int>>), "System.Collections.Generic.Dictionary<System.String,System.Collections.Generic.List<System.Int32>>")]
    [InlineData(typeof((int, string)), "System.ValueTuple<System.Int32,System.String>")]
    [InlineData(typeof(void), "System.Void")]
    [InlineData(typeof(Inner), Here + "+Inner")]
    [InlineData(typeof(Outer<int>.Plain), Here + "+Outer<System.Int32>+Plain")]
    [InlineData(typeof(Outer<int>.Deep<string>), Here + "+Outer<System.Int32>+Deep<System.String>")]
    [InlineData(typeof(Outer<>), Here + "+Outer<T>")]
    public void Of_AnyType_GivesTheFullNameWithoutAssembly(Type type, string expected)
    {
        string name = TypeNames.Of(type);

        Assert.Equal(expected, name);
    }

    public sealed class Inner;

    public sealed class Outer<T>
    {
        public T? Value { get; set; }

        public sealed class Plain;

        public sealed class Deep<TDeep>
        {
            public TDeep? Value { get; set; }
        }
    }
}
