using ObjectServer.Client.Proxy.Described;

namespace ObjectServer.Client.Tests.Proxy;

/// <summary>Names of types that a server writes: only those are types here that every side has anyway.</summary>
public sealed class DescribedTypesTests
{
    [Theory]
    [InlineData("System.Double", typeof(double))]
    [InlineData("System.Nullable<System.Int32>", typeof(int))]
    [InlineData("System.Int32[,]", typeof(int[,]))]
    [InlineData("System.Memory<System.Single>", typeof(float[]))]
    public void Name_OfATypeThatIsTheSameEverywhere_IsThatType(string name, Type type) => Assert.Equal(type, DescribedTypes.Find(name));

    [Theory]
    [InlineData("System.IO.FileInfo")]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("System.Object")]
    [InlineData("System.Collections.Generic.List<System.Int32>")]
    [InlineData("System.Nullable<System.Diagnostics.Process>")]
    [InlineData("System.Double, System.Private.CoreLib")]
    [InlineData("ObjectServer.Client.Tests.Proxy.DescribedTypesTests")]
    [InlineData("System.IO.FileInfo[]")]
    [InlineData("System.Double[")]
    [InlineData("]")]
    [InlineData("[]")]
    [InlineData("")]
    public void Name_OfAnyOther_IsNone(string name)
    {
        Assert.Null(DescribedTypes.Find(name));
        Assert.Null(ClosedTypes.Find(name, [typeof(int)]));
    }

    [Theory]
    [InlineData("T0", typeof(Guid))]
    [InlineData("T1", typeof(string))]
    [InlineData("T0[]", typeof(Guid[]))]
    [InlineData("T0[][,]", typeof(Guid[,][]))]
    [InlineData("System.Nullable<T0>", typeof(Guid?))]
    [InlineData("System.Memory<T0>", typeof(Memory<Guid>))]
    [InlineData("T2", null)]
    [InlineData("T", null)]
    [InlineData("T-1", null)]
    [InlineData("T99999999999", null)]
    [InlineData("System.Nullable<T1>", null)]
    [InlineData("System.Collections.Generic.List<T0>", null)]
    public void Name_OfATypeParameter_IsTheTypeGivenForIt(string name, Type? type) =>
        Assert.Equal(type, ClosedTypes.Find(name, [typeof(Guid), typeof(string)]));
}
